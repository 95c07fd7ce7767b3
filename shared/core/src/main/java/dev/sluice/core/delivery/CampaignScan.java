package dev.sluice.core.delivery;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.sharding.Cursor;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Campaigns that walk a shard together because their cursors stand at the same place, as long as
 * the one whose turn it is passes nobody by whom another has something for.
 *
 * @param activeCampaigns heaviest first
 */
record CampaignScan(List<ActiveCampaigns.ActiveCampaign> activeCampaigns, Cursor position) {

  private static final Comparator<ActiveCampaigns.ActiveCampaign> HEAVIEST_FIRST =
      Comparator.<ActiveCampaigns.ActiveCampaign, Integer>comparing(
              item -> item.tracked().campaign().priority().value())
          .reversed()
          .thenComparing(item -> item.tracked().campaign().start())
          .thenComparing(ActiveCampaigns.ActiveCampaign::id);

  CampaignScan {
    activeCampaigns = List.copyOf(activeCampaigns);
  }

  /** Tells whether a campaign has anything to walk for at {@code now}. */
  static boolean isScannable(TrackedCampaign tracked, Instant now) {
    boolean started = !tracked.campaign().start().isAfter(now);
    return switch (tracked.state()) {
      case ACTIVE -> started;
      case CANCELLED -> true; // to drop what waits
      case PAUSED, COMPLETED -> false;
    };
  }

  /** Returns the campaigns whose walk is not over, heaviest first. */
  static List<ActiveCampaigns.ActiveCampaign> openCampaigns(
      ActiveCampaigns agenda, RunProgress tally, Instant now) {
    return agenda.campaigns().stream()
        .filter(item -> isScannable(item.tracked(), now))
        .filter(item -> !(tally.progressOf(item).cursor() instanceof Cursor.End))
        .sorted(HEAVIEST_FIRST)
        .toList();
  }

  /** Returns the walk of a campaign, with those of the open ones that are at the same place. */
  static CampaignScan startingWith(
      CampaignId campaign, List<ActiveCampaigns.ActiveCampaign> open, RunProgress tally) {
    Cursor from =
        open.stream()
            .filter(item -> item.id().equals(campaign))
            .findFirst()
            .map(item -> tally.progressOf(item).cursor())
            .orElseThrow();
    return new CampaignScan(
        open.stream().filter(item -> tally.progressOf(item).cursor().equals(from)).toList(), from);
  }

  /** Returns the identifiers of the campaigns. */
  Set<CampaignId> campaignIds() {
    return activeCampaigns.stream()
        .map(ActiveCampaigns.ActiveCampaign::id)
        .collect(Collectors.toUnmodifiableSet());
  }
}
