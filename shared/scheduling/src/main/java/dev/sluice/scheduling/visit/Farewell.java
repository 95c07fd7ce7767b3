package dev.sluice.scheduling.visit;

import dev.sluice.scheduling.standing.DropCode;
import dev.sluice.scheduling.standing.DropRecord;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.standing.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How what is left of an erased subscriber comes to its end: what waits is dropped and counted by
 * the next visit, and the rest is kept for a while, as a visit that read the subscriber before the
 * erasure must find the standing changed rather than gone.
 */
final class Farewell {

  /** Longer than any function runs, which is 5 minutes, with room for clocks that differ. */
  static final Duration GRACE = Duration.ofMinutes(10);

  private Farewell() {}

  /** Returns a standing from which everything that waits was dropped. */
  static Standing of(Standing before, Instant now) {
    List<DropRecord> drops = new ArrayList<>(before.drops());
    before.waiting().stream()
        .map(wait ->
            new DropRecord(now, SendKey.of(wait.campaign()), DropCode.UNSUBSCRIBED_FROM_ALL))
        .forEach(drops::add);
    return before.with(before.history(), List.of(), drops, at(before));
  }

  /** Tells whether the subscriber was erased and nothing needs what is left any more. */
  static boolean isDue(SubscriberRecord record, Instant now) {
    Standing standing = record.standing();
    return record.subscriber().isNameless()
        && standing.waiting().isEmpty()
        && at(standing).filter(now::isBefore).isEmpty();
  }

  private static Optional<Instant> at(Standing standing) {
    return standing.consents().leftAll().map(erased -> erased.plus(GRACE));
  }
}
