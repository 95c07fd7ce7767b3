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

/** Creates the JSON of a subscriber with their state. */
final class SubscriberView {

  private SubscriberView() {}

  /** Returns the JSON; sends of campaigns that are no longer active have no campaign id. */
  static ObjectNode of(SubscriberRecord record, ActiveCampaigns activeCampaigns) {
    ObjectNode body = SubscriberJson.toJson(record.subscriber());
    body.setAll(stateJson(activeCampaigns).toJson(record.state()));
    return body;
  }

  /** Returns an encoder of states that knows the ids of the active campaigns. */
  static SubscriberStateJson stateJson(ActiveCampaigns activeCampaigns) {
    Map<SendKey, CampaignId> campaigns =
        activeCampaigns.campaigns().stream()
            .map(ActiveCampaigns.ActiveCampaign::id)
            .collect(toMap(SendKey::of, id -> id, (first, _) -> first));
    return new SubscriberStateJson(key -> Optional.ofNullable(campaigns.get(key)));
  }
}
