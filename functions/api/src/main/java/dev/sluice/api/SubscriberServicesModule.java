package dev.sluice.api;

import dev.sluice.core.service.ConsentService;
import dev.sluice.core.service.ErasureService;
import dev.sluice.core.service.SuppressionService;
import dev.sluice.dynamodb.campaign.DynamoActiveCampaignSource;
import dev.sluice.dynamodb.campaign.DynamoCampaignNames;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.shard.DynamoShardStore;
import dev.sluice.dynamodb.subscriber.DynamoConsentRecords;
import dev.sluice.dynamodb.subscriber.DynamoErasureMarks;
import dev.sluice.dynamodb.subscriber.DynamoSubscriberRepository;
import dev.sluice.json.PersonalDataExport;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.messaging.EventBridgeDomainEvents;
import dev.sluice.secrets.ErasureKeyProvider;
import dev.sluice.secrets.LinkKeyProvider;
import dev.sluice.ses.SesSuppressionList;

/** The services of subscribers, made from a function's variables. */
public final class SubscriberServicesModule {

  private SubscriberServicesModule() {}

  /** Returns the service that erases subscribers, with the key of ERASURE_KEY_SECRET. */
  public static ErasureService erasureService(FunctionContext context) {
    DynamoTables tables = DynamoTables.of(context);
    return new ErasureService(
        context.clock(),
        new DynamoSubscriberRepository(tables),
        new DynamoErasureMarks(tables),
        new ErasureKeyProvider(
            () -> context.clients().get(LinkKeyProvider.CLIENT),
            context.requiredVariable("ERASURE_KEY_SECRET")),
        new DynamoShardStore(tables),
        EventBridgeDomainEvents.of(context));
  }

  /** Returns the service that clears suppressions, in states and on SES's list. */
  public static SuppressionService suppressionService(FunctionContext context) {
    DynamoTables tables = DynamoTables.of(context);
    DynamoSubscriberRepository repository = new DynamoSubscriberRepository(tables);
    return new SuppressionService(
        repository,
        SesSuppressionList.of(context),
        new ConsentService(
            context.clock(),
            repository,
            new DynamoActiveCampaignSource(tables, context.clock()),
            new DynamoShardStore(tables),
            EventBridgeDomainEvents.of(context)));
  }

  /** Returns the export of everything that is known about a subscriber. */
  public static PersonalDataExport personalData(FunctionContext context) {
    DynamoTables tables = DynamoTables.of(context);
    return new PersonalDataExport(
        context.clock(),
        new DynamoConsentRecords(tables),
        new DynamoActiveCampaignSource(tables, context.clock()),
        new DynamoCampaignNames(tables));
  }
}
