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
 * The scan of a shard by the campaigns whose cursors are at the same position.
 *
 * <p>They share the pages that are read, until the campaign whose turn it is skips a subscriber for
 * whom another one has something.
 *
 * @param lead the campaign whose turn it is
 * @param activeCampaigns all of them, the lead included, heaviest first
 */
record CampaignScan(
    CampaignId lead, List<ActiveCampaigns.ActiveCampaign> activeCampaigns, Cursor position) {

  private static final Comparator<ActiveCampaigns.ActiveCampaign> HEAVIEST_FIRST =
      Comparator.<ActiveCampaigns.ActiveCampaign, Integer>comparing(
              campaign -> campaign.tracked().campaign().priority().value())
          .reversed()
          .thenComparing(campaign -> campaign.tracked().campaign().start())
          .thenComparing(ActiveCampaigns.ActiveCampaign::id);

  CampaignScan {
    activeCampaigns = List.copyOf(activeCampaigns);
  }

  /** Returns whether a campaign has a reason to scan at {@code now}. */
  static boolean isScannable(TrackedCampaign tracked, Instant now) {
    boolean started = !tracked.campaign().start().isAfter(now);
    return switch (tracked.state()) {
      case ACTIVE -> started;
      case CANCELLED -> true; // to drop the deferred sends and count the rest
      case PAUSED, COMPLETED -> false;
    };
  }

  /** Returns the campaigns whose scan is not completed, heaviest first. */
  static List<ActiveCampaigns.ActiveCampaign> openCampaigns(
      ActiveCampaigns campaigns, RunProgress progress, Instant now) {
    return campaigns.campaigns().stream()
        .filter(campaign -> isScannable(campaign.tracked(), now))
        .filter(campaign -> !(progress.progressOf(campaign).cursor() instanceof Cursor.End))
        .sorted(HEAVIEST_FIRST)
        .toList();
  }

  /** Returns the scan of a campaign and of the open ones at the same position. */
  static CampaignScan startingWith(
      CampaignId lead, List<ActiveCampaigns.ActiveCampaign> open, RunProgress progress) {
    Cursor position =
        open.stream()
            .filter(campaign -> campaign.id().equals(lead))
            .findFirst()
            .map(campaign -> progress.progressOf(campaign).cursor())
            .orElseThrow();
    List<ActiveCampaigns.ActiveCampaign> atSamePosition =
        open.stream()
            .filter(campaign -> progress.progressOf(campaign).cursor().equals(position))
            .toList();
    return new CampaignScan(lead, atSamePosition, position);
  }

  /** Returns the identifiers of the campaigns. */
  Set<CampaignId> campaignIds() {
    return activeCampaigns.stream()
        .map(ActiveCampaigns.ActiveCampaign::id)
        .collect(Collectors.toUnmodifiableSet());
  }
}
