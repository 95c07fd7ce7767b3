package dev.sluice.deliver;

import dev.sluice.core.delivery.ShardWorker;
import dev.sluice.core.hold.WithheldRunStore;
import dev.sluice.dynamodb.campaign.DynamoActiveCampaignSource;
import dev.sluice.dynamodb.campaign.DynamoWithheldRunStore;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.ratelimit.RatePermitsFactory;
import dev.sluice.dynamodb.shard.DynamoShardStore;
import dev.sluice.dynamodb.subscriber.DynamoShardReader;
import dev.sluice.dynamodb.subscriber.DynamoSubscriberRepository;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.messaging.EventBridgeDomainEvents;
import dev.sluice.ses.MarketingMessageRendererFactory;
import dev.sluice.ses.SesAccountQuota;
import java.util.UUID;

/** Creates the worker from the function's context. */
final class DeliverModule {

  private DeliverModule() {}

  static ShardWorker shardWorker(FunctionContext context, DeliverMetrics metrics) {
    DynamoTables tables = DynamoTables.of(context);
    WithheldRunStore withheldRuns = metrics.countWithheldRuns(new DynamoWithheldRunStore(tables));
    return new ShardWorker(
        context.clock(),
        context.sleeper(),
        context.executor(),
        new DynamoActiveCampaignSource(tables, context.clock()),
        metrics.countProgress(new DynamoShardStore(tables)),
        new DynamoShardReader(tables),
        new DynamoSubscriberRepository(tables),
        metrics.countRefusals(
            RatePermitsFactory.create(context, tables, SesAccountQuota.of(context), withheldRuns)),
        metrics.countOutcomes(MarketingMessageRendererFactory.of(context)),
        EventBridgeDomainEvents.of(context),
        () -> UUID.randomUUID().toString(),
        withheldRuns);
  }
}
