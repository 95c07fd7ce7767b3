package dev.sluice.core.delivery;

import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.state.DropRecord;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberState;
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
final class ErasureCompletion {

  /** Longer than any function runs, which is 5 minutes, with room for clocks that differ. */
  static final Duration GRACE_PERIOD = Duration.ofMinutes(10);

  private ErasureCompletion() {}

  /** Returns a standing from which everything that waits was dropped. */
  static SubscriberState dropDeferred(SubscriberState before, Instant now) {
    List<DropRecord> drops = new ArrayList<>(before.drops());
    before.deferredSends().stream()
        .map(wait ->
            new DropRecord(now, SendKey.of(wait.campaign()), DropCode.UNSUBSCRIBED_FROM_ALL))
        .forEach(drops::add);
    return before.with(before.history(), List.of(), drops, removableFrom(before));
  }

  /** Tells whether the subscriber was erased and nothing needs what is left any more. */
  static boolean isDue(SubscriberRecord record, Instant now) {
    SubscriberState standing = record.state();
    return record.subscriber().isErased()
        && standing.deferredSends().isEmpty()
        && removableFrom(standing).filter(now::isBefore).isEmpty();
  }

  private static Optional<Instant> removableFrom(SubscriberState standing) {
    return standing.consents().unsubscribedAt().map(erased -> erased.plus(GRACE_PERIOD));
  }
}
