package dev.sluice.dispatch;

import dev.sluice.core.delivery.ShardDispatcher;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.core.feedback.ReputationHoldSource;
import dev.sluice.core.feedback.ReputationLimits;
import dev.sluice.core.feedback.SpamRateHoldSource;
import dev.sluice.core.hold.HoldMonitor;
import dev.sluice.core.hold.SendingProbe;
import dev.sluice.core.hold.WithheldHoldSource;
import dev.sluice.dynamodb.campaign.DynamoActiveCampaignSource;
import dev.sluice.dynamodb.campaign.DynamoCampaignStore;
import dev.sluice.dynamodb.campaign.DynamoHoldStore;
import dev.sluice.dynamodb.campaign.DynamoReputationStats;
import dev.sluice.dynamodb.campaign.DynamoSpamRateReports;
import dev.sluice.dynamodb.campaign.DynamoWithheldRunStore;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.shard.DynamoShardStore;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.messaging.EventBridgeDomainEvents;
import dev.sluice.messaging.SqsWorkQueue;
import dev.sluice.ses.SesAccountHoldSource;
import dev.sluice.ses.SesSender;
import java.time.LocalDate;
import java.util.List;

/** Creates the hold monitor and the shard dispatcher from the function's context. */
final class DispatchModule {

  private DispatchModule() {}

  static ShardDispatcher dispatcher(FunctionContext context) {
    DynamoTables tables = DynamoTables.of(context);
    return new ShardDispatcher(
        context.clock(),
        new DynamoActiveCampaignSource(tables, context.clock()),
        new DynamoShardStore(tables),
        new SqsWorkQueue(
            context.clients().get(SqsWorkQueue.CLIENT), context.requiredVariable("WORK_QUEUE_URL")),
        new DynamoCampaignStore(tables, context.clock()),
        EventBridgeDomainEvents.of(context));
  }

  static HoldMonitor holdMonitor(FunctionContext context) {
    DomainEventPublisher events = EventBridgeDomainEvents.of(context);
    return new HoldMonitor(
        context.clock(),
        new DynamoHoldStore(DynamoTables.of(context)),
        List.of(
            new SesAccountHoldSource(() -> context.clients().get(SesSender.CLIENT)),
            new ReputationHoldSource(
                context.clock(),
                new DynamoReputationStats(DynamoTables.of(context)),
                reputationLimits(context)),
            new SpamRateHoldSource(
                context.clock(),
                new DynamoSpamRateReports(DynamoTables.of(context)),
                percent(context, "HOLD_AT_SPAM_PERCENT"),
                countedFrom(context)),
            new WithheldHoldSource(new DynamoWithheldRunStore(DynamoTables.of(context)))),
        hold -> events.publish(List.of(DomainEvent.of(hold, context.clock().instant()))));
  }

  static SendingProbe sendingProbe(FunctionContext context) {
    return new SendingProbe(context.clock(), new DynamoWithheldRunStore(DynamoTables.of(context)));
  }

  private static ReputationLimits reputationLimits(FunctionContext context) {
    return new ReputationLimits(
        percent(context, "HOLD_AT_BOUNCE_PERCENT"),
        percent(context, "HOLD_AT_COMPLAINT_PERCENT"),
        countedFrom(context));
  }

  private static LocalDate countedFrom(FunctionContext context) {
    return context
        .optionalVariable("REPUTATION_COUNTED_FROM")
        .map(LocalDate::parse)
        .orElse(LocalDate.EPOCH);
  }

  private static double percent(FunctionContext context, String variable) {
    return Double.parseDouble(context.requiredVariable(variable));
  }
}
