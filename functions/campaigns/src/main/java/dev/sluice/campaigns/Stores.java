package dev.sluice.campaigns;

import dev.sluice.aws.store.DynamoBrandingStore;
import dev.sluice.aws.store.DynamoCampaignBoard;
import dev.sluice.aws.store.DynamoCampaignStore;
import dev.sluice.aws.store.DynamoFeedbackCounts;
import dev.sluice.aws.store.DynamoHoldStore;
import dev.sluice.aws.store.DynamoPolicyStore;
import dev.sluice.aws.store.DynamoSegmentStore;
import dev.sluice.aws.store.DynamoShardStore;
import dev.sluice.aws.store.DynamoStandingStore;
import dev.sluice.aws.store.DynamoTopicStore;
import dev.sluice.aws.store.Tables;
import dev.sluice.aws.wiring.Wiring;
import dev.sluice.scheduling.audience.SegmentStore;
import dev.sluice.scheduling.branding.BrandingStore;
import dev.sluice.scheduling.delivery.CampaignBoard;
import dev.sluice.scheduling.delivery.CampaignStore;
import dev.sluice.scheduling.delivery.ShardStore;
import dev.sluice.scheduling.feedback.FeedbackCounts;
import dev.sluice.scheduling.hold.HoldStore;
import dev.sluice.scheduling.policy.PolicyStore;
import dev.sluice.scheduling.policy.TopicStore;
import dev.sluice.scheduling.visit.StandingStore;

/** Where everything is kept that this function reads and writes. */
record Stores(
    TopicStore topics,
    SegmentStore segments,
    PolicyStore policies,
    BrandingStore brandings,
    CampaignStore campaigns,
    Desks desks,
    StandingStore standings,
    ShardStore shards,
    FeedbackCounts feedback,
    CampaignBoard board,
    HoldStore holds) {

  /** Returns the stores of a function: its two tables in DynamoDB. */
  static Stores of(Wiring wiring) {
    Tables tables = Tables.of(wiring);
    return new Stores(
        new DynamoTopicStore(tables),
        new DynamoSegmentStore(tables),
        new DynamoPolicyStore(tables),
        new DynamoBrandingStore(tables),
        new DynamoCampaignStore(tables, wiring.clock()),
        Desks.of(wiring),
        new DynamoStandingStore(tables),
        new DynamoShardStore(tables),
        new DynamoFeedbackCounts(tables),
        new DynamoCampaignBoard(tables, wiring.clock()),
        new DynamoHoldStore(tables));
  }
}
