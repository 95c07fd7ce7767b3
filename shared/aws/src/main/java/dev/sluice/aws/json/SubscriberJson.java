package dev.sluice.aws.json;

import dev.sluice.aws.json.SubscriberEntry.Choice;
import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.LifecycleStage;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Subscribers as JSON. */
public final class SubscriberJson {

  /** More topics than any subscriber chooses for; keeps the standing small. */
  public static final int MAX_CHOICES = 100;

  private static final Kind<Choice> CHOICE =
      ObjectReader.of(in -> {
        var subscribed = in.required("subscribed", Kinds.flag());
        var cadence = in.optional("cadence", Kinds.oneOf(Cadence.class));
        return () ->
            new Choice(
                subscribed.get() ? Subscription.SUBSCRIBED : Subscription.UNSUBSCRIBED,
                cadence.get());
      });

  private record Choices(Map<TopicId, Choice> topics, boolean resubscribe) {
    static final Choices NONE = new Choices(Map.of(), false);
  }

  private static final Kind<Choices> CONSENTS =
      ObjectReader.of(in -> {
        var topics = in.required("topics", Kinds.map(TopicId::new, CHOICE, MAX_CHOICES));
        var resubscribe = in.optional("resubscribe", Kinds.flag(), false);
        return () -> new Choices(topics.get(), resubscribe.get());
      });

  private SubscriberJson() {}

  /** Returns the kind of subscribers whose identifier the JSON names. */
  public static Kind<SubscriberEntry> subscriber() {
    return subscriber(in -> in.required("id", Ids.subscriber()));
  }

  /**
   * Returns the kind of subscribers.
   *
   * @param id the identifier, known from elsewhere; if the JSON names it, it must be this
   */
  public static Kind<SubscriberEntry> subscriber(SubscriberId id) {
    return subscriber(in -> {
      in.optional("id", Ids.same(id.value()));
      return () -> id;
    });
  }

  /** Returns a subscriber as JSON, without what they chose. */
  public static ObjectNode write(Subscriber subscriber) {
    ObjectNode written =
        Json.object()
            .put("id", subscriber.id().value())
            .put("address", subscriber.address().value());
    subscriber.zone().ifPresent(zone -> written.put("zone", zone.getId()));
    subscriber.locale().ifPresent(locale -> written.put("locale", locale.toLanguageTag()));
    written.put("stage", Names.of(subscriber.stage()));
    written.set("attributes", AttributeJson.write(subscriber.attributes()));
    return written;
  }

  /** Nothing is delivered to .invalid (RFC 6761, section 6.4), and nobody may pass for erased. */
  private static EmailAddress address(String text) {
    EmailAddress address = new EmailAddress(text);
    if (address.domain().endsWith(".invalid")) {
      throw InvalidInputException.of(
          "address", text, "use an address that exists: no mail reaches the domain invalid");
    }
    return address;
  }

  private static Kind<SubscriberEntry> subscriber(
      Function<ObjectReader, Supplier<SubscriberId>> ids) {
    return ObjectReader.of(in -> {
      var id = ids.apply(in);
      var address = in.required("address", Kinds.string().as(SubscriberJson::address));
      var zone = in.optional("zone", TimeKinds.zone());
      var locale = in.optional("locale", TimeKinds.locale());
      var stage =
          in.optional("stage", Kinds.oneOf(LifecycleStage.class), LifecycleStage.REGISTERED);
      var attributes = in.optional("attributes", AttributeJson.ofSubscriber(), Map.of());
      var choices = in.optional("consents", CONSENTS, Choices.NONE);
      return () ->
          new SubscriberEntry(
              new Subscriber(
                  id.get(), address.get(), zone.get(), locale.get(), stage.get(), attributes.get()),
              choices.get().topics(),
              choices.get().resubscribe());
    });
  }
}
