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
 * The completion of an erasure: the next decision drops and counts the deferred sends, and the rest
 * of the state is kept for a while, since a worker that read the subscriber before the erasure must
 * find the state changed rather than absent.
 */
final class ErasureCompletion {

  /** Longer than any function runs, which is 5 minutes, with room for different clocks. */
  static final Duration GRACE_PERIOD = Duration.ofMinutes(10);

  private ErasureCompletion() {}

  /** Returns the state with every deferred send dropped. */
  static SubscriberState dropDeferred(SubscriberState before, Instant now) {
    List<DropRecord> drops = new ArrayList<>(before.drops());
    before.deferredSends().stream()
        .map(deferred ->
            new DropRecord(now, SendKey.of(deferred.campaign()), DropCode.UNSUBSCRIBED_FROM_ALL))
        .forEach(drops::add);
    return before.with(before.history(), List.of(), drops, removableFrom(before));
  }

  /** Returns whether the subscriber was erased and the rest of the state can be deleted. */
  static boolean isDue(SubscriberRecord record, Instant now) {
    SubscriberState state = record.state();
    return record.subscriber().isErased()
        && state.deferredSends().isEmpty()
        && removableFrom(state).filter(now::isBefore).isEmpty();
  }

  private static Optional<Instant> removableFrom(SubscriberState state) {
    return state.consents().unsubscribedAt().map(erased -> erased.plus(GRACE_PERIOD));
  }
}
