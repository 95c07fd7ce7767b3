package dev.sluice.core.delivery;

import dev.sluice.core.campaign.ActiveCampaignSource;
import dev.sluice.core.campaign.CampaignCloser;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.core.sharding.ShardStore;
import dev.sluice.core.sharding.WorkQueue;
import java.time.InstantSource;

/** What a ticker works with. */
public record DispatcherDependencies(
    InstantSource clock,
    ActiveCampaignSource campaigns,
    ShardStore shards,
    WorkQueue queue,
    CampaignCloser closer,
    DomainEventPublisher events) {}
