package dev.sluice.preferences;

import dev.sluice.core.campaign.ActiveCampaignSource;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.core.service.ConsentService;
import dev.sluice.core.service.ErasureService;
import dev.sluice.core.sharding.ShardStore;
import dev.sluice.core.state.SubscriberRepository;
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

/** The services behind the preference center: consent changes, erasure and the data copy. */
record PreferenceServices(
    ConsentService consents, ErasureService erasures, PersonalDataExport personalData) {

  /** Returns the services of a function. */
  static PreferenceServices create(FunctionContext context, ActiveCampaignSource activeCampaigns) {
    DynamoTables tables = DynamoTables.of(context);
    SubscriberRepository repository = new DynamoSubscriberRepository(tables);
    ShardStore shards = new DynamoShardStore(tables);
    DomainEventPublisher events = EventBridgeDomainEvents.of(context);
    return new PreferenceServices(
        new ConsentService(context.clock(), repository, activeCampaigns, shards, events),
        new ErasureService(
            context.clock(),
            repository,
            new DynamoErasureMarks(tables),
            new ErasureKeyProvider(
                () -> context.clients().get(LinkKeyProvider.CLIENT),
                context.requiredVariable("ERASURE_KEY_SECRET")),
            shards,
            events),
        new PersonalDataExport(
            context.clock(),
            new DynamoConsentRecords(tables),
            activeCampaigns,
            new DynamoCampaignNames(tables)));
  }
}
