package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.campaign.CampaignId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a worker takes over from the one before. */
final class Inheritance {

  private Inheritance() {}

  /**
   * Returns the state to go on from.
   *
   * <p>Campaigns that have ended are forgotten. If the holder before vanished, what it did since
   * its last checkpoint was not counted: every walk of the shard begins again, which finds each
   * send where it is and counts it there, and sends committed since are suspects.
   */
  static ShardState of(Lease lease, Agenda agenda, Instant now) {
    ShardState left = lease.state();
    Map<CampaignId, Progress> progress = new HashMap<>();
    left.progress()
        .forEach((campaign, known) -> {
          if (agenda.of(campaign).isPresent()) {
            progress.put(
                campaign, lease.abandonedSince().isEmpty() ? known : Progress.of(known.pass()));
          }
        });
    return new ShardState(
        left.shard(), progress, left.nextDueAt(), suspects(left, lease.abandonedSince(), now));
  }

  private static List<Suspects> suspects(
      ShardState left, Optional<Instant> abandonedSince, Instant now) {
    if (abandonedSince.isEmpty()) {
      return left.suspects();
    }
    List<Suspects> all = new ArrayList<>(left.suspects());
    all.add(new Suspects(abandonedSince.get(), now));
    while (all.size() > ShardState.MAX_SUSPECTS) {
      Suspects oldest = all.removeFirst();
      Suspects next = all.removeFirst();
      all.addFirst(new Suspects(oldest.from(), next.until()));
    }
    return all;
  }
}
