package dev.sluice.api;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.CampaignStore.StoredCampaign;
import dev.sluice.core.campaign.CampaignSummary;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.feedback.SendEventCounts;
import dev.sluice.core.hold.HoldStore;
import dev.sluice.core.hold.MarketingHold;
import dev.sluice.core.hold.WithheldRunStore;
import dev.sluice.core.hold.WithheldRuns;
import dev.sluice.core.sharding.CampaignTotals;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardStatus;
import dev.sluice.core.sharding.ShardStore;
import dev.sluice.core.state.SendEvent;
import dev.sluice.json.CampaignCountsJson;
import dev.sluice.json.CampaignJson;
import dev.sluice.json.EnumNames;
import dev.sluice.json.Json;
import dev.sluice.json.MarketingHoldJson;
import dev.sluice.json.SendEventCountsJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Creates the JSON of campaigns with their current state and counts. */
record CampaignViews(
    ShardStore shards, SendEventCounts feedback, HoldStore holds, WithheldRunStore withheldRuns) {

  /** Returns a view of stored campaigns. */
  View load(Instant now) {
    return new View(shards.statuses(), feedback, hold(), withheldRuns.load(), now);
  }

  /** Returns a view of campaigns that have just been created: they have no counts. */
  View ofNew(Instant now) {
    return new View(List.of(), _ -> Map.of(), hold(), withheldRuns.load(), now);
  }

  private Optional<MarketingHold> hold() {
    return holds.load().filter(MarketingHold::isInForce);
  }

  /**
   * Campaigns at one instant.
   *
   * @param shards the status of every shard that has been processed
   * @param hold the hold of all marketing, if one is in force
   * @param withheld the latest runs, if SES withheld everything of them
   * @param now distinguishes scheduled campaigns from those being sent
   */
  record View(
      List<ShardStatus> shards,
      SendEventCounts feedback,
      Optional<MarketingHold> hold,
      Optional<WithheldRuns> withheld,
      Instant now) {

    /** Returns a whole campaign. */
    ObjectNode details(StoredCampaign stored) {
      CampaignSummary summary = CampaignSummary.of(stored.tracked(), stored.finalCounts());
      ObjectNode whole = addState(CampaignJson.toJson(stored.tracked().campaign()), summary);
      whole.put("contentRevision", stored.tracked().contentRevision());
      whole.set("feedback", SendEventCountsJson.toJson(feedback.countsOf(summary.id())));
      return whole;
    }

    /**
     * Returns whom a revision of the content concerns: those who were sent an earlier one keep it;
     * those who wait, and those in shards that are not scanned, get it.
     */
    ObjectNode revision(StoredCampaign stored) {
      CampaignSummary summary = CampaignSummary.of(stored.tracked(), stored.finalCounts());
      ObjectNode counts = counts(summary);
      return Json.object()
          .put("id", summary.id().value())
          .put("contentRevision", stored.tracked().contentRevision())
          .put("sentBefore", counts.path("sent").asLong(0) + counts.path("unconfirmed").asLong(0))
          .put("waiting", counts.path("waiting").asLong(0))
          .put("walkedShards", counts.path("walkedShards").asInt(0))
          .put("shards", Shard.COUNT);
    }

    /** Returns the entry of a campaign in a list. */
    ObjectNode summary(CampaignSummary summary) {
      return addState(CampaignJson.summaryToJson(summary), summary);
    }

    private ObjectNode addState(ObjectNode campaign, CampaignSummary summary) {
      campaign
          .put("state", state(summary.state(), summary.start()))
          .put("changedAt", summary.changedAt().toString());
      campaign.set("counts", counts(summary));
      if (summary.state() == CampaignState.ACTIVE) {
        withheld.ifPresent(runs -> campaign.set("withheld", MarketingHoldJson.toJson(runs)));
        hold.ifPresent(active ->
            MarketingHoldJson.addTo(campaign.putObject("held"), active.reasons(), active.since()));
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
      Optional<SendCounts> finalCounts = summary.finalCounts();
      CampaignId id = summary.id();
      int scanned =
          finalCounts
              .map(_ -> Shard.COUNT)
              .orElseGet(() -> CampaignTotals.completedShards(id, summary.pass(), shards));
      return CampaignCountsJson.toJson(
              confirmed(id, finalCounts.orElseGet(() -> CampaignTotals.sum(id, shards))))
          .put("walkedShards", scanned)
          .put("shards", Shard.COUNT);
    }

    /** Few campaigns have unconfirmed sends, so a list reads few of these counts. */
    private SendCounts confirmed(CampaignId id, SendCounts counts) {
      return counts.unconfirmed() == 0
          ? counts
          : counts.withConfirmed(feedback.countsOf(id).getOrDefault(SendEvent.TAKEN, 0L));
    }
  }
}
