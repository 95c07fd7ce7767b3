package dev.sluice.aws.json;

import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.DropRecord;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import dev.sluice.scheduling.standing.WaitingSend;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Standings as JSON, for people to read. */
public final class StandingJson {

  private final Function<SendKey, Optional<CampaignId>> campaigns;

  /**
   * Creates a writer.
   *
   * @param campaigns names the campaigns of sends, which a standing only knows by their keys
   */
  public StandingJson(Function<SendKey, Optional<CampaignId>> campaigns) {
    this.campaigns = campaigns;
  }

  /** Returns a standing as JSON. */
  public ObjectNode write(Standing standing) {
    ObjectNode written = Json.object();
    written.set("consents", consents(standing.consents()));
    written.set("history", history(standing));
    ArrayNode waiting = written.putArray("waiting");
    standing.waiting().stream()
        .sorted(Comparator.comparing(WaitingSend::until).thenComparing(WaitingSend::campaign))
        .forEach(wait -> waiting.add(write(wait)));
    ArrayNode drops = written.putArray("drops");
    standing.drops().forEach(drop -> drops.add(write(drop)));
    standing.dueAt().ifPresent(due -> written.put("dueAt", due.toString()));
    standing.engagedAt().ifPresent(at -> written.put("engagedAt", at.toString()));
    return written;
  }

  /** Returns what was sent, oldest first. */
  public ArrayNode history(Standing standing) {
    ArrayNode history = Json.object().putArray("history");
    standing.history().forEach(send -> history.add(write(send)));
    return history;
  }

  /** Returns consents as JSON. */
  public static ObjectNode consents(Consents consents) {
    ObjectNode written = Json.object();
    ObjectNode topics = written.putObject("topics");
    consents.choices().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(TopicId::value)))
        .forEach(choice -> topics.set(choice.getKey().value(), write(choice.getValue())));
    consents.leftAll().ifPresent(since -> written.put("leftAll", since.toString()));
    consents.pausedUntil().ifPresent(until -> written.put("pausedUntil", until.toString()));
    consents
        .suppression()
        .ifPresent(suppression ->
            written
                .putObject("suppressed")
                .put("cause", Names.of(suppression.cause()))
                .put("since", suppression.since().toString()));
    return written;
  }

  private static ObjectNode write(TopicChoice choice) {
    return Json.object()
        .put("subscribed", choice.subscription() == Subscription.SUBSCRIBED)
        .put("cadence", Names.of(choice.cadence()));
  }

  private ObjectNode write(SendRecord send) {
    ObjectNode written =
        Json.object().put("at", send.at().toString()).put("topic", send.topic().value());
    campaign(written, send.key());
    written.put("confirmed", send.isConfirmed());
    ArrayNode heard = written.putArray("heard");
    send.heard().stream().map(Names::of).forEach(heard::add);
    return written;
  }

  private static ObjectNode write(WaitingSend wait) {
    return Json.object()
        .put("campaign", wait.campaign().value())
        .put("topic", wait.topic().value())
        .put("until", wait.until().toString());
  }

  private ObjectNode write(DropRecord drop) {
    ObjectNode written = Json.object().put("at", drop.at().toString());
    campaign(written, drop.key());
    return written.put("reason", Names.of(drop.code()));
  }

  private void campaign(ObjectNode into, SendKey key) {
    into.put("key", key.toString());
    campaigns.apply(key).ifPresent(campaign -> into.put("campaign", campaign.value()));
  }
}
