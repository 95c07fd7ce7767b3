package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.campaign.CampaignId;
import java.util.Collection;
import java.util.Optional;

/** Sums a campaign's counts over the shards. */
public final class CampaignCounts {

  private CampaignCounts() {}

  /** Returns the sum over the given shards; subscribers that no walk has passed are in none. */
  public static Counts of(CampaignId campaign, Collection<ShardGlance> shards) {
    return shards.stream()
        .flatMap(glance -> Optional.ofNullable(glance.state().progress().get(campaign)).stream())
        .map(Progress::counts)
        .reduce(Counts.NONE, Counts::plus);
  }

  /** Returns in how many of the given shards the campaign's pass is over. */
  public static int walkedShards(CampaignId campaign, int pass, Collection<ShardGlance> shards) {
    return (int)
        shards.stream()
            .filter(glance -> glance.state().progressOf(campaign, pass).isOver(pass))
            .count();
  }
}
