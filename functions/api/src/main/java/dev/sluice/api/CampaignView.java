package dev.sluice.api;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.CampaignStore.StoredCampaign;
import dev.sluice.core.campaign.CampaignSummary;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.feedback.SendEventCounts;
import dev.sluice.core.hold.MarketingHold;
import dev.sluice.core.sharding.CampaignTotals;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardStatus;
import dev.sluice.core.state.SendEvent;
import dev.sluice.json.CampaignCountsJson;
import dev.sluice.json.CampaignJson;
import dev.sluice.json.EnumNames;
import dev.sluice.json.MarketingHoldJson;
import dev.sluice.json.SendEventCountsJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Campaigns with their state and their live counts.
 *
 * @param shards every shard that has been worked on
 * @param feedback what was heard of the campaigns' sends
 * @param hold of marketing as a whole, if one is in force
 * @param now tells the scheduled ones from those being sent
 */
record CampaignView(
    List<ShardStatus> shards, SendEventCounts feedback, Optional<MarketingHold> hold, Instant now) {

  /** Returns the view of campaigns as the stores have them. */
  static CampaignView load(ApiStores stores, Instant now) {
    return new CampaignView(
        stores.shards().statuses(),
        stores.feedback(),
        stores.holds().load().filter(MarketingHold::isInForce),
        now);
  }

  /** Returns a campaign as a whole. */
  ObjectNode details(StoredCampaign kept) {
    TrackedCampaign tracked = kept.tracked();
    CampaignSummary summary = CampaignSummary.of(tracked, kept.finalCounts());
    ObjectNode whole = addLiveState(CampaignJson.toJson(tracked.campaign()), summary);
    whole.set("feedback", SendEventCountsJson.toJson(feedback.countsOf(tracked.id())));
    return whole;
  }

  /** Returns what a list shows of a campaign. */
  ObjectNode summary(CampaignSummary summary) {
    return addLiveState(CampaignJson.summaryToJson(summary), summary);
  }

  private ObjectNode addLiveState(ObjectNode campaign, CampaignSummary summary) {
    campaign
        .put("state", state(summary.state(), summary.start()))
        .put("changedAt", summary.changedAt().toString());
    campaign.set("counts", counts(summary));
    if (summary.state() == CampaignState.ACTIVE) {
      hold.ifPresent(held ->
          MarketingHoldJson.addTo(campaign.putObject("held"), held.reasons(), held.since()));
    }
    return campaign;
  }

  private String state(CampaignState state, Instant start) {
    return switch (state) {
      case ACTIVE -> start.isAfter(now) ? "scheduled" : "sending";
      case PAUSED, CANCELLED, COMPLETED -> EnumNames.jsonName(state);
    };
  }

  private ObjectNode counts(CampaignSummary summary) {
    Optional<SendCounts> last = summary.finalCounts();
    CampaignId id = summary.id();
    int walked =
        last.map(_ -> Shard.COUNT)
            .orElseGet(() -> CampaignTotals.completedShards(id, summary.pass(), shards));
    return CampaignCountsJson.toJson(
            confirmed(id, last.orElseGet(() -> CampaignTotals.sum(id, shards))))
        .put("walkedShards", walked)
        .put("shards", Shard.COUNT);
  }

  /** Few campaigns have sends without an answer, so a list asks for few of these counts. */
  private SendCounts confirmed(CampaignId id, SendCounts counts) {
    return counts.unconfirmed() == 0
        ? counts
        : counts.withConfirmed(feedback.countsOf(id).getOrDefault(SendEvent.TAKEN, 0L));
  }
}
