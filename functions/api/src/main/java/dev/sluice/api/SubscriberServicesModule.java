package dev.sluice.api;

import dev.sluice.core.service.ErasureService;
import dev.sluice.core.service.ServiceDependencies;
import dev.sluice.core.service.SuppressionService;
import dev.sluice.dynamodb.campaign.DynamoActiveCampaignSource;
import dev.sluice.dynamodb.campaign.DynamoCampaignNames;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.shard.DynamoShardStore;
import dev.sluice.dynamodb.subscriber.DynamoConsentStore;
import dev.sluice.dynamodb.subscriber.DynamoErasureStore;
import dev.sluice.dynamodb.subscriber.DynamoSubscriberStateStore;
import dev.sluice.json.PersonalDataExport;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.messaging.EventBridgeDomainEvents;
import dev.sluice.secrets.ErasureKeyProvider;
import dev.sluice.secrets.LinkKeyProvider;
import dev.sluice.ses.SesSuppressionList;

/** The parts of a desk, made from a function's variables. */
public final class SubscriberServicesModule {

  private SubscriberServicesModule() {}

  /** Returns what a desk works with: the two tables, and the bus that EVENT_BUS names. */
  public static ServiceDependencies office(FunctionContext context) {
    DynamoTables tables = DynamoTables.of(context);
    return new ServiceDependencies(
        context.clock(),
        new DynamoSubscriberStateStore(tables),
        new DynamoConsentStore(tables),
        new DynamoActiveCampaignSource(tables, context.clock()),
        new DynamoShardStore(tables),
        EventBridgeDomainEvents.of(context));
  }

  /** Returns what erases subscribers, with the key of ERASURE_KEY_SECRET. */
  public static ErasureService erasureService(FunctionContext context, ServiceDependencies office) {
    return new ErasureService(
        office,
        new DynamoErasureStore(DynamoTables.of(context)),
        new ErasureKeyProvider(
            () -> context.clients().get(LinkKeyProvider.CLIENT),
            context.requiredVariable("ERASURE_KEY_SECRET")));
  }

  /** Returns what frees suppressed subscribers, in their standings and on SES's list. */
  public static SuppressionService suppressionService(
      FunctionContext context, ServiceDependencies office) {
    return new SuppressionService(office, SesSuppressionList.of(context));
  }

  /** Returns what tells subscribers everything that is known about them. */
  public static PersonalDataExport personalData(
      FunctionContext context, ServiceDependencies office) {
    return new PersonalDataExport(office, new DynamoCampaignNames(DynamoTables.of(context)));
  }
}
