package dev.sluice.core.sharding;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.SendCounts;
import java.util.Collection;
import java.util.Optional;

/** A campaign's totals over the shards. */
public final class CampaignTotals {

  private CampaignTotals() {}

  /** Returns the sum over the given shards; subscribers that no scan has passed are not counted. */
  public static SendCounts sum(CampaignId campaign, Collection<ShardStatus> shards) {
    return shards.stream()
        .flatMap(status -> Optional.ofNullable(status.state().progress().get(campaign)).stream())
        .map(ScanProgress::counts)
        .reduce(SendCounts.NONE, SendCounts::plus);
  }

  /** Returns in how many of the given shards the campaign's pass is over. */
  public static int completedShards(CampaignId campaign, int pass, Collection<ShardStatus> shards) {
    return (int)
        shards.stream()
            .filter(status -> status.state().progressOf(campaign, pass).isCompleted(pass))
            .count();
  }
}
