package dev.sluice.json;

import dev.sluice.core.consent.Consents;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.state.CampaignNameResolver.NamedCampaign;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.DropRecord;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SubscriberState;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Standings as JSON, for people to read. */
public final class SubscriberStateJson {

  private final Map<SendKey, NamedCampaign> campaigns;

  /**
   * Creates a writer.
   *
   * @param campaigns the names of the sends' campaigns, which a state knows by their keys only
   */
  public SubscriberStateJson(Map<SendKey, NamedCampaign> campaigns) {
    this.campaigns = Map.copyOf(campaigns);
  }

  /** Returns a standing as JSON. */
  public ObjectNode toJson(SubscriberState standing) {
    ObjectNode written = Json.object();
    written.set("consents", consentsToJson(standing.consents()));
    written.set("history", historyToJson(standing));
    ArrayNode waiting = written.putArray("waiting");
    standing.deferredSends().stream()
        .sorted(Comparator.comparing(DeferredSend::until).thenComparing(DeferredSend::campaign))
        .forEach(wait -> waiting.add(toJson(wait)));
    ArrayNode drops = written.putArray("drops");
    standing.drops().forEach(drop -> drops.add(toJson(drop)));
    standing.dueAt().ifPresent(due -> written.put("dueAt", due.toString()));
    standing.engagedAt().ifPresent(at -> written.put("engagedAt", at.toString()));
    return written;
  }

  /** Returns what was sent, oldest first. */
  public ArrayNode historyToJson(SubscriberState standing) {
    ArrayNode history = Json.object().putArray("history");
    standing.history().forEach(send -> history.add(toJson(send)));
    return history;
  }

  /** Returns consents as JSON. */
  public static ObjectNode consentsToJson(Consents consents) {
    ObjectNode written = Json.object();
    ObjectNode topics = written.putObject("topics");
    consents.choices().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(TopicId::value)))
        .forEach(choice -> topics.set(choice.getKey().value(), toJson(choice.getValue())));
    consents.unsubscribedAt().ifPresent(since -> written.put("leftAll", since.toString()));
    consents.pausedUntil().ifPresent(until -> written.put("pausedUntil", until.toString()));
    consents
        .suppression()
        .ifPresent(suppression ->
            written
                .putObject("suppressed")
                .put("cause", EnumNames.jsonName(suppression.cause()))
                .put("since", suppression.since().toString()));
    return written;
  }

  private static ObjectNode toJson(TopicChoice choice) {
    return Json.object()
        .put("subscribed", choice.subscription() == Subscription.SUBSCRIBED)
        .put("cadence", EnumNames.jsonName(choice.cadence()));
  }

  private ObjectNode toJson(SendRecord send) {
    ObjectNode written =
        Json.object().put("at", send.at().toString()).put("topic", send.topic().value());
    addCampaign(written, send.key());
    written.put("confirmed", send.isConfirmed());
    ArrayNode heard = written.putArray("heard");
    send.events().stream().map(EnumNames::jsonName).forEach(heard::add);
    return written;
  }

  private static ObjectNode toJson(DeferredSend wait) {
    return Json.object()
        .put("campaign", wait.campaign().value())
        .put("topic", wait.topic().value())
        .put("until", wait.until().toString());
  }

  private ObjectNode toJson(DropRecord drop) {
    ObjectNode written = Json.object().put("at", drop.at().toString());
    addCampaign(written, drop.key());
    return written.put("reason", EnumNames.jsonName(drop.code()));
  }

  private void addCampaign(ObjectNode into, SendKey key) {
    into.put("key", key.toString());
    Optional.ofNullable(campaigns.get(key))
        .ifPresent(
            named -> into.put("campaign", named.campaign().value()).put("name", named.name()));
  }
}
