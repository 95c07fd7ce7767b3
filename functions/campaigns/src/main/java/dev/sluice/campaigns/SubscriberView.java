package dev.sluice.campaigns;

import static java.util.stream.Collectors.toMap;

import dev.sluice.aws.json.StandingJson;
import dev.sluice.aws.json.SubscriberJson;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.delivery.Agenda;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A subscriber and where we stand with them, in one JSON object. */
final class SubscriberView {

  private SubscriberView() {}

  /** Returns the view; sends of campaigns that are no longer on the agenda stay unnamed. */
  static ObjectNode of(SubscriberRecord record, Agenda agenda) {
    ObjectNode written = SubscriberJson.write(record.subscriber());
    written.setAll(standings(agenda).write(record.standing()));
    return written;
  }

  /** Returns the writer of standings that knows the campaigns of an agenda. */
  static StandingJson standings(Agenda agenda) {
    Map<SendKey, CampaignId> campaigns =
        agenda.items().stream()
            .map(Agenda.Item::id)
            .collect(toMap(SendKey::of, id -> id, (first, _) -> first));
    return new StandingJson(key -> Optional.ofNullable(campaigns.get(key)));
  }
}
