package dev.sluice.preferences;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.core.service.ConsentService;
import dev.sluice.core.service.ErasureService;
import dev.sluice.dynamodb.campaign.DynamoActiveCampaignSource;
import dev.sluice.dynamodb.campaign.DynamoBrandingStore;
import dev.sluice.dynamodb.campaign.DynamoCampaignNames;
import dev.sluice.dynamodb.campaign.DynamoPolicyStore;
import dev.sluice.dynamodb.campaign.DynamoTopicStore;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.shard.DynamoShardStore;
import dev.sluice.dynamodb.subscriber.DynamoConsentRecords;
import dev.sluice.dynamodb.subscriber.DynamoErasureMarks;
import dev.sluice.dynamodb.subscriber.DynamoSubscriberRepository;
import dev.sluice.json.PersonalDataExport;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.lambda.FunctionLog;
import dev.sluice.lambda.StackId;
import dev.sluice.lambda.http.HttpFunction;
import dev.sluice.mail.i18n.Languages;
import dev.sluice.messaging.EventBridgeDomainEvents;
import dev.sluice.preferences.page.PageThemeResolver;
import dev.sluice.secrets.ErasureKeyProvider;
import dev.sluice.secrets.LinkKeyProvider;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** The function behind the links in messages, called by subscribers and their mail clients. */
public final class PreferencesHandler implements RequestStreamHandler {

  private final FunctionLog functionLog;
  private final HttpFunction function;

  /** Creates the function from the environment of Lambda. */
  public PreferencesHandler() {
    this(FunctionContext.fromEnvironment());
  }

  /** Creates the function from a context. */
  public PreferencesHandler(FunctionContext context) {
    DynamoTables tables = DynamoTables.of(context);
    DynamoSubscriberRepository repository = new DynamoSubscriberRepository(tables);
    DynamoActiveCampaignSource campaigns = new DynamoActiveCampaignSource(tables, context.clock());
    DynamoCampaignNames campaignNames = new DynamoCampaignNames(tables);
    DynamoShardStore shards = new DynamoShardStore(tables);
    DomainEventPublisher events = EventBridgeDomainEvents.of(context);
    ConsentService consents =
        new ConsentService(context.clock(), repository, campaigns, shards, events);
    ErasureService erasures =
        new ErasureService(
            context.clock(),
            repository,
            new DynamoErasureMarks(tables),
            new ErasureKeyProvider(
                () -> context.clients().get(LinkKeyProvider.CLIENT),
                context.requiredVariable("ERASURE_KEY_SECRET"),
                context.log()),
            shards,
            events);
    PersonalDataExport personalData =
        new PersonalDataExport(
            context.clock(), new DynamoConsentRecords(tables), campaigns, campaignNames);
    PageThemeResolver themes =
        new PageThemeResolver(
            new DynamoBrandingStore(tables),
            Languages.installed(),
            context.requiredVariable("POSTAL_ADDRESS"));
    LinkResolver links =
        new LinkResolver(
            LinkKeyProvider.linkTokens(context), repository, new DynamoTopicStore(tables));
    LinkFilter filter = new LinkFilter(links, themes);
    this.functionLog = context.log();
    this.function =
        new HttpFunction(
            PreferencesRouter.create(
                new UnsubscribeResource(filter, consents),
                new PreferenceCenterResource(
                    filter,
                    consents,
                    new DynamoPolicyStore(tables),
                    campaignNames,
                    context.clock()),
                new PersonalDataResource(filter, personalData, erasures)),
            PreferencesRouter.errorRenderer(themes),
            Map.of(StackId.HEADER, StackId.of(context)));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context) {
    functionLog.invoke(
        context,
        log -> {
          function.handle(event, answer, log);
        });
  }
}
