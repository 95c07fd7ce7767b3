package dev.sluice.core.feedback;

import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.core.sharding.ShardStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;

/**
 * What feedback is worked in with.
 *
 * @param limit when an address that keeps bouncing is given up
 */
public record FeedbackDependencies(
    InstantSource clock,
    ExecutorService executor,
    FeedbackStore store,
    ShardStore shards,
    DomainEventPublisher events,
    SoftBounceLimit limit) {

  /** Returns the current instant, in whole milliseconds as it is stored. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
