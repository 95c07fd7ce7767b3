package dev.sluice.scheduling.feedback;

import dev.sluice.scheduling.delivery.ShardStore;
import dev.sluice.scheduling.event.DomainEvents;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;

/**
 * What feedback is worked in with.
 *
 * @param limit when an address that keeps bouncing is given up
 */
public record FeedbackDesk(
    InstantSource clock,
    ExecutorService executor,
    FeedbackStore store,
    ShardStore shards,
    DomainEvents events,
    SoftBounceLimit limit) {

  /** Returns the current instant, in whole milliseconds as it is stored. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
