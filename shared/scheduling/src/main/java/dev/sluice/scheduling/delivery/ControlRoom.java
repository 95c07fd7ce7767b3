package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.event.DomainEvents;
import java.time.InstantSource;

/** What a ticker works with. */
public record ControlRoom(
    InstantSource clock,
    CampaignBoard board,
    ShardStore shards,
    WorkQueue queue,
    CampaignClosing closing,
    DomainEvents events) {}
