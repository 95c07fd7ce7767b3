package dev.sluice.core.sharding;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.SendCounts;
import java.util.Collection;
import java.util.Optional;

/** Sums a campaign's counts over the shards. */
public final class CampaignTotals {

  private CampaignTotals() {}

  /** Returns the sum over the given shards; subscribers that no walk has passed are in none. */
  public static SendCounts sum(CampaignId campaign, Collection<ShardStatus> shards) {
    return shards.stream()
        .flatMap(glance -> Optional.ofNullable(glance.state().progress().get(campaign)).stream())
        .map(ScanProgress::counts)
        .reduce(SendCounts.NONE, SendCounts::plus);
  }

  /** Returns in how many of the given shards the campaign's pass is over. */
  public static int completedShards(CampaignId campaign, int pass, Collection<ShardStatus> shards) {
    return (int)
        shards.stream()
            .filter(glance -> glance.state().progressOf(campaign, pass).isCompleted(pass))
            .count();
  }
}
