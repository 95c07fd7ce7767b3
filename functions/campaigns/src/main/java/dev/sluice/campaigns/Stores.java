package dev.sluice.campaigns;

import dev.sluice.scheduling.audience.SegmentStore;
import dev.sluice.scheduling.delivery.CampaignBoard;
import dev.sluice.scheduling.delivery.CampaignStore;
import dev.sluice.scheduling.delivery.ShardStore;
import dev.sluice.scheduling.policy.PolicyStore;
import dev.sluice.scheduling.policy.TopicStore;
import dev.sluice.scheduling.visit.StandingStore;
import dev.sluice.scheduling.visit.SubscriberStore;

/** Where everything is kept that this function reads and writes. */
record Stores(
    TopicStore topics,
    SegmentStore segments,
    PolicyStore policies,
    CampaignStore campaigns,
    SubscriberStore subscribers,
    StandingStore standings,
    ShardStore shards,
    CampaignBoard board) {}
