package dev.sluice.campaigns;

import dev.sluice.aws.json.CampaignJson;
import dev.sluice.aws.json.CountsJson;
import dev.sluice.aws.json.HeardJson;
import dev.sluice.aws.json.HoldJson;
import dev.sluice.aws.json.Names;
import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.CampaignState;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.delivery.CampaignCounts;
import dev.sluice.scheduling.delivery.CampaignStore.KeptCampaign;
import dev.sluice.scheduling.delivery.CampaignSummary;
import dev.sluice.scheduling.delivery.Counts;
import dev.sluice.scheduling.delivery.ShardGlance;
import dev.sluice.scheduling.feedback.FeedbackCounts;
import dev.sluice.scheduling.hold.MarketingHold;
import dev.sluice.scheduling.standing.Heard;
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
    List<ShardGlance> shards, FeedbackCounts feedback, Optional<MarketingHold> hold, Instant now) {

  /** Returns the view of campaigns as the stores have them. */
  static CampaignView of(Stores stores, Instant now) {
    return new CampaignView(
        stores.shards().glance(),
        stores.feedback(),
        stores.holds().read().filter(MarketingHold::isInForce),
        now);
  }

  /** Returns a campaign as a whole. */
  ObjectNode whole(KeptCampaign kept) {
    TrackedCampaign tracked = kept.tracked();
    CampaignSummary summary = CampaignSummary.of(tracked, kept.finalCounts());
    ObjectNode whole = live(CampaignJson.write(tracked.campaign()), summary);
    whole.set("feedback", HeardJson.write(feedback.of(tracked.id())));
    return whole;
  }

  /** Returns what a list shows of a campaign. */
  ObjectNode summary(CampaignSummary summary) {
    return live(CampaignJson.summary(summary), summary);
  }

  private ObjectNode live(ObjectNode campaign, CampaignSummary summary) {
    campaign
        .put("state", state(summary.state(), summary.start()))
        .put("changedAt", summary.changedAt().toString());
    campaign.set("counts", counts(summary));
    if (summary.state() == CampaignState.ACTIVE) {
      hold.ifPresent(
          held -> HoldJson.add(campaign.putObject("held"), held.reasons(), held.since()));
    }
    return campaign;
  }

  private String state(CampaignState state, Instant start) {
    return switch (state) {
      case ACTIVE -> start.isAfter(now) ? "scheduled" : "sending";
      case PAUSED, CANCELLED, COMPLETED -> Names.of(state);
    };
  }

  private ObjectNode counts(CampaignSummary summary) {
    Optional<Counts> last = summary.finalCounts();
    CampaignId id = summary.id();
    int walked =
        last.map(_ -> Shard.COUNT)
            .orElseGet(() -> CampaignCounts.walkedShards(id, summary.pass(), shards));
    return CountsJson.write(settled(id, last.orElseGet(() -> CampaignCounts.of(id, shards))))
        .put("walkedShards", walked)
        .put("shards", Shard.COUNT);
  }

  /** Few campaigns have sends without an answer, so a list asks for few of these counts. */
  private Counts settled(CampaignId id, Counts counts) {
    return counts.unconfirmed() == 0
        ? counts
        : counts.settled(feedback.of(id).getOrDefault(Heard.TAKEN, 0L));
  }
}
