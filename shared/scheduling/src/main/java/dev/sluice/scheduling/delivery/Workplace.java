package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.Pauses;
import dev.sluice.scheduling.event.DomainEvents;
import dev.sluice.scheduling.visit.StandingStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;

/** What a worker works with. */
public record Workplace(
    InstantSource clock,
    Pauses pauses,
    ExecutorService executor,
    CampaignBoard board,
    ShardStore shards,
    Audience audience,
    StandingStore standings,
    RatePermits permits,
    Mailrooms mailrooms,
    DomainEvents events) {

  /**
   * Returns the current instant, in whole milliseconds as it is stored: a send decided a
   * microsecond later than its record says would shorten the windows after it.
   */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
