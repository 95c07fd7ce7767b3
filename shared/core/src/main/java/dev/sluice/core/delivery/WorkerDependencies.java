package dev.sluice.core.delivery;

import dev.sluice.core.campaign.ActiveCampaignSource;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.core.ratelimit.RatePermits;
import dev.sluice.core.sending.MessageRendererFactory;
import dev.sluice.core.sharding.ShardReader;
import dev.sluice.core.sharding.ShardStore;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.support.Sleeper;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;

/** What a worker works with. */
public record WorkerDependencies(
    InstantSource clock,
    Sleeper sleeper,
    ExecutorService executor,
    ActiveCampaignSource campaigns,
    ShardStore shards,
    ShardReader reader,
    SubscriberRepository subscribers,
    RatePermits permits,
    MessageRendererFactory renderers,
    DomainEventPublisher events) {

  /**
   * Returns the current instant, in whole milliseconds as it is stored: a send decided a
   * microsecond later than its record says would shorten the windows after it.
   */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
