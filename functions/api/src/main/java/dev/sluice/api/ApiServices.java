package dev.sluice.api;

import dev.sluice.core.consent.ConsentRecords;
import dev.sluice.core.service.ErasureService;
import dev.sluice.core.service.SubscriberImportService;
import dev.sluice.core.service.SuppressionService;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.shard.DynamoShardStore;
import dev.sluice.dynamodb.subscriber.DynamoConsentRecords;
import dev.sluice.dynamodb.subscriber.DynamoSubscriberRepository;
import dev.sluice.json.PersonalDataExport;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.messaging.EventBridgeDomainEvents;

/** Where subscribers are taken in, freed and erased, and where it is told what they allowed. */
record ApiServices(
    SubscriberImportService imports,
    ErasureService erasures,
    SuppressionService suppressions,
    ConsentRecords consents,
    PersonalDataExport personalData) {

  /** Returns the desks of a function. */
  static ApiServices create(FunctionContext context) {
    ErasureService erasures = SubscriberServicesModule.erasureService(context);
    DynamoTables tables = DynamoTables.of(context);
    return new ApiServices(
        new SubscriberImportService(
            context.clock(),
            new DynamoSubscriberRepository(tables),
            new DynamoConsentRecords(tables),
            erasures,
            new DynamoShardStore(tables),
            EventBridgeDomainEvents.of(context)),
        erasures,
        SubscriberServicesModule.suppressionService(context),
        new DynamoConsentRecords(tables),
        SubscriberServicesModule.personalData(context));
  }
}
