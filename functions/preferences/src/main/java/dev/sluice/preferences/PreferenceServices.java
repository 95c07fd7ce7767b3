package dev.sluice.preferences;

import dev.sluice.core.service.ConsentService;
import dev.sluice.core.service.ErasureService;
import dev.sluice.core.service.ServiceDependencies;
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

/** The services behind the preference center: consent changes, erasure and the data copy. */
record PreferenceServices(
    ConsentService consents, ErasureService erasures, PersonalDataExport personalData) {

  /** Returns what the services work with: the two tables, and the bus that EVENT_BUS names. */
  static ServiceDependencies dependencies(FunctionContext context) {
    DynamoTables tables = DynamoTables.of(context);
    return new ServiceDependencies(
        context.clock(),
        new DynamoSubscriberStateStore(tables),
        new DynamoConsentStore(tables),
        new DynamoActiveCampaignSource(tables, context.clock()),
        new DynamoShardStore(tables),
        EventBridgeDomainEvents.of(context));
  }

  /** Returns the services of a function. */
  static PreferenceServices create(FunctionContext context, ServiceDependencies dependencies) {
    DynamoTables tables = DynamoTables.of(context);
    return new PreferenceServices(
        new ConsentService(dependencies),
        new ErasureService(
            dependencies,
            new DynamoErasureStore(tables),
            new ErasureKeyProvider(
                () -> context.clients().get(LinkKeyProvider.CLIENT),
                context.requiredVariable("ERASURE_KEY_SECRET"))),
        new PersonalDataExport(dependencies, new DynamoCampaignNames(tables)));
  }
}
