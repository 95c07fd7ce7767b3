package dev.sluice.json;

import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.service.MarketingStop;
import dev.sluice.core.service.SubscriberEntry;
import dev.sluice.core.service.SubscriberEntry.Choice;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.InvalidInputException;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Subscribers as JSON. */
public final class SubscriberJson {

  /** More topics than any subscriber chooses for; keeps the standing small. */
  public static final int MAX_CHOICES = 100;

  private static final JsonDecoder<Choice> CHOICE =
      ObjectDecoder.of(in -> {
        var subscribed = in.required("subscribed", JsonDecoders.bool());
        var cadence = in.optional("cadence", JsonDecoders.oneOf(Cadence.class));
        return () ->
            new Choice(
                subscribed.get() ? Subscription.SUBSCRIBED : Subscription.UNSUBSCRIBED,
                cadence.get());
      });

  private static final JsonDecoder<Boolean> UNSUBSCRIBED =
      JsonDecoders.onlyTrue(
          true, "use true, or leave it out: only the subscriber can end their own opt-out");

  private record ConsentsInput(
      Map<TopicId, Choice> topics, MarketingStop stop, boolean resubscribe) {
    static final ConsentsInput NONE = new ConsentsInput(Map.of(), MarketingStop.NONE, false);
  }

  private static final JsonDecoder<ConsentsInput> CONSENTS =
      ObjectDecoder.of(in -> {
        var topics =
            in.optional("topics", JsonDecoders.map(TopicId::new, CHOICE, MAX_CHOICES), Map.of());
        var unsubscribed = in.optional("unsubscribed", UNSUBSCRIBED, false);
        var suppressed = in.optional("suppressed", JsonDecoders.oneOf(Suppression.Cause.class));
        var resubscribe = in.optional("resubscribe", JsonDecoders.bool(), false);
        return () ->
            new ConsentsInput(
                topics.get(),
                new MarketingStop(unsubscribed.get(), suppressed.get()),
                resubscribe.get());
      });

  private SubscriberJson() {}

  /** Returns the kind of subscribers whose identifier the JSON names. */
  public static JsonDecoder<SubscriberEntry> decoder() {
    return decoder(in -> in.required("id", IdDecoders.subscriber()));
  }

  /**
   * Returns the kind of subscribers.
   *
   * @param id the identifier, known from elsewhere; if the JSON names it, it must be this
   */
  public static JsonDecoder<SubscriberEntry> decoder(SubscriberId id) {
    return decoder(in -> {
      in.optional("id", IdDecoders.matching(id.value()));
      return () -> id;
    });
  }

  /** Returns a subscriber as JSON, without what they chose. */
  public static ObjectNode toJson(Subscriber subscriber) {
    ObjectNode written =
        Json.object()
            .put("id", subscriber.id().value())
            .put("address", subscriber.address().value());
    subscriber.zone().ifPresent(zone -> written.put("zone", zone.getId()));
    subscriber.locale().ifPresent(locale -> written.put("locale", locale.toLanguageTag()));
    written.put("stage", EnumNames.jsonName(subscriber.stage()));
    written.set("attributes", AttributeJson.toJson(subscriber.attributes()));
    return written;
  }

  /** Nothing is delivered to .invalid (RFC 6761, section 6.4), and nobody may pass for erased. */
  private static EmailAddress deliverableAddress(String text) {
    EmailAddress address = new EmailAddress(text);
    if (address.domain().endsWith(".invalid")) {
      throw InvalidInputException.of(
          "address", text, "use an address that exists: no mail reaches the domain invalid");
    }
    return address;
  }

  private static JsonDecoder<SubscriberEntry> decoder(
      Function<ObjectDecoder, Supplier<SubscriberId>> ids) {
    return ObjectDecoder.of(in -> {
      var id = ids.apply(in);
      var address =
          in.required("address", JsonDecoders.string().map(SubscriberJson::deliverableAddress));
      var zone = in.optional("zone", TimeDecoders.zone());
      var locale = in.optional("locale", TimeDecoders.locale());
      var stage =
          in.optional("stage", JsonDecoders.oneOf(LifecycleStage.class), LifecycleStage.REGISTERED);
      var attributes =
          in.optional("attributes", AttributeJson.subscriberAttributesDecoder(), Map.of());
      var choices = in.optional("consents", CONSENTS, ConsentsInput.NONE);
      return () ->
          new SubscriberEntry(
              new Subscriber(
                  id.get(), address.get(), zone.get(), locale.get(), stage.get(), attributes.get()),
              choices.get().topics(),
              choices.get().stop(),
              choices.get().resubscribe());
    });
  }
}
