package dev.sluice.core.delivery;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.sharding.InDoubtInterval;
import dev.sluice.core.sharding.Lease;
import dev.sluice.core.sharding.ScanProgress;
import dev.sluice.core.sharding.ShardState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a worker takes over from the one before. */
final class LeaseTakeover {

  private LeaseTakeover() {}

  /**
   * Returns the state to go on from.
   *
   * <p>Campaigns that have ended are forgotten. If the holder before vanished, what it did since
   * its last checkpoint was not counted: every walk of the shard begins again, which finds each
   * send where it is and counts it there, and sends committed since are suspects.
   */
  static ShardState initialState(Lease lease, ActiveCampaigns agenda, Instant now) {
    ShardState left = lease.state();
    Map<CampaignId, ScanProgress> progress = new HashMap<>();
    left.progress()
        .forEach((campaign, known) -> {
          if (agenda.find(campaign).isPresent()) {
            progress.put(
                campaign,
                lease.abandonedSince().isEmpty() ? known : ScanProgress.notStarted(known.pass()));
          }
        });
    return new ShardState(
        left.shard(), progress, left.nextDueAt(), inDoubt(left, lease.abandonedSince(), now));
  }

  private static List<InDoubtInterval> inDoubt(
      ShardState left, Optional<Instant> abandonedSince, Instant now) {
    if (abandonedSince.isEmpty()) {
      return left.inDoubt();
    }
    List<InDoubtInterval> all = new ArrayList<>(left.inDoubt());
    all.add(new InDoubtInterval(abandonedSince.get(), now));
    while (all.size() > ShardState.MAX_IN_DOUBT) {
      InDoubtInterval oldest = all.removeFirst();
      InDoubtInterval next = all.removeFirst();
      all.addFirst(new InDoubtInterval(oldest.from(), next.until()));
    }
    return all;
  }
}
