package dev.sluice.core.service;

import dev.sluice.core.campaign.ActiveCampaignSource;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.core.sharding.ShardStore;
import dev.sluice.core.state.ConsentStore;
import dev.sluice.core.state.SubscriberRepository;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** What a desk works with. */
public record ServiceDependencies(
    InstantSource clock,
    SubscriberRepository repository,
    ConsentStore consents,
    ActiveCampaignSource activeCampaigns,
    ShardStore shards,
    DomainEventPublisher events) {

  /** Returns the current instant, in whole milliseconds as it is stored. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
