package dev.sluice.api;

import static java.util.stream.Collectors.toMap;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.json.SubscriberJson;
import dev.sluice.json.SubscriberStateJson;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A subscriber and where we stand with them, in one JSON object. */
final class SubscriberView {

  private SubscriberView() {}

  /** Returns the view; sends of campaigns that are no longer on the agenda stay unnamed. */
  static ObjectNode of(SubscriberRecord record, ActiveCampaigns agenda) {
    ObjectNode written = SubscriberJson.toJson(record.subscriber());
    written.setAll(stateJson(agenda).toJson(record.state()));
    return written;
  }

  /** Returns the writer of standings that knows the campaigns of an agenda. */
  static SubscriberStateJson stateJson(ActiveCampaigns agenda) {
    Map<SendKey, CampaignId> campaigns =
        agenda.campaigns().stream()
            .map(ActiveCampaigns.ActiveCampaign::id)
            .collect(toMap(SendKey::of, id -> id, (first, _) -> first));
    return new SubscriberStateJson(key -> Optional.ofNullable(campaigns.get(key)));
  }
}
