package dev.sluice.scheduling.desk;

import dev.sluice.scheduling.delivery.CampaignBoard;
import dev.sluice.scheduling.delivery.ShardStore;
import dev.sluice.scheduling.event.DomainEvents;
import dev.sluice.scheduling.visit.StandingStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** What a desk works with. */
public record Office(
    InstantSource clock,
    StandingStore standings,
    ConsentStore consents,
    CampaignBoard board,
    ShardStore shards,
    DomainEvents events) {

  /** Returns the current instant, in whole milliseconds as it is stored. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
