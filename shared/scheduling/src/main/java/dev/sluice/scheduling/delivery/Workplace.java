package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.Pauses;
import dev.sluice.scheduling.visit.StandingStore;
import java.time.Instant;
import java.time.InstantSource;
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
    Mailrooms mailrooms) {

  /** Returns the current instant. */
  public Instant now() {
    return clock.instant();
  }
}
