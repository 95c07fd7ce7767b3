package dev.sluice.api;

import dev.sluice.core.branding.BrandingStore;
import dev.sluice.core.campaign.ActiveCampaignSource;
import dev.sluice.core.campaign.CampaignStore;
import dev.sluice.core.feedback.SendEventCounts;
import dev.sluice.core.hold.HoldStore;
import dev.sluice.core.policy.PolicyStore;
import dev.sluice.core.policy.TopicStore;
import dev.sluice.core.segment.SegmentStore;
import dev.sluice.core.sharding.ShardStore;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.dynamodb.campaign.DynamoActiveCampaignSource;
import dev.sluice.dynamodb.campaign.DynamoBrandingStore;
import dev.sluice.dynamodb.campaign.DynamoCampaignStore;
import dev.sluice.dynamodb.campaign.DynamoFeedbackCounts;
import dev.sluice.dynamodb.campaign.DynamoHoldStore;
import dev.sluice.dynamodb.campaign.DynamoPolicyStore;
import dev.sluice.dynamodb.campaign.DynamoSegmentStore;
import dev.sluice.dynamodb.campaign.DynamoTopicStore;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.shard.DynamoShardStore;
import dev.sluice.dynamodb.subscriber.DynamoSubscriberRepository;
import dev.sluice.lambda.FunctionContext;

/** Where everything is kept that this function reads and writes. */
record ApiStores(
    TopicStore topics,
    SegmentStore segments,
    PolicyStore policies,
    BrandingStore brandings,
    CampaignStore campaigns,
    ApiServices services,
    SubscriberRepository subscriberStates,
    ShardStore shards,
    SendEventCounts feedback,
    ActiveCampaignSource activeCampaigns,
    HoldStore holds) {

  /** Returns the stores of a function: its two tables in DynamoDB. */
  static ApiStores create(FunctionContext context) {
    DynamoTables tables = DynamoTables.of(context);
    return new ApiStores(
        new DynamoTopicStore(tables),
        new DynamoSegmentStore(tables),
        new DynamoPolicyStore(tables),
        new DynamoBrandingStore(tables),
        new DynamoCampaignStore(tables, context.clock()),
        ApiServices.create(context),
        new DynamoSubscriberRepository(tables),
        new DynamoShardStore(tables),
        new DynamoFeedbackCounts(tables),
        new DynamoActiveCampaignSource(tables, context.clock()),
        new DynamoHoldStore(tables));
  }
}
