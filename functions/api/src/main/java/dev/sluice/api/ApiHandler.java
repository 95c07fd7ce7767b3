package dev.sluice.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.api.check.ChecksResource;
import dev.sluice.core.campaign.ActiveCampaignSource;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignStore;
import dev.sluice.core.campaign.CampaignValidator;
import dev.sluice.core.consent.ConsentRecords;
import dev.sluice.core.delivery.HandOverBarrier;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.core.policy.TopicStore;
import dev.sluice.core.ratelimit.SendingBlock;
import dev.sluice.core.segment.SegmentStore;
import dev.sluice.core.service.ConsentService;
import dev.sluice.core.service.ErasureService;
import dev.sluice.core.service.SubscriberImportService;
import dev.sluice.core.service.SuppressionService;
import dev.sluice.core.sharding.ShardStore;
import dev.sluice.core.state.CampaignNameResolver;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.dynamodb.campaign.DynamoActiveCampaignSource;
import dev.sluice.dynamodb.campaign.DynamoBrandingStore;
import dev.sluice.dynamodb.campaign.DynamoCampaignNames;
import dev.sluice.dynamodb.campaign.DynamoCampaignStore;
import dev.sluice.dynamodb.campaign.DynamoFeedbackCounts;
import dev.sluice.dynamodb.campaign.DynamoHoldStore;
import dev.sluice.dynamodb.campaign.DynamoPolicyStore;
import dev.sluice.dynamodb.campaign.DynamoReputationStats;
import dev.sluice.dynamodb.campaign.DynamoSegmentStore;
import dev.sluice.dynamodb.campaign.DynamoSpamRateReports;
import dev.sluice.dynamodb.campaign.DynamoTopicStore;
import dev.sluice.dynamodb.campaign.DynamoWithheldRunStore;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.ratelimit.RatePermitsFactory;
import dev.sluice.dynamodb.shard.DynamoShardStore;
import dev.sluice.dynamodb.subscriber.DynamoConsentRecords;
import dev.sluice.dynamodb.subscriber.DynamoErasureMarks;
import dev.sluice.dynamodb.subscriber.DynamoSubscriberRepository;
import dev.sluice.json.PersonalDataExport;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.lambda.FunctionLog;
import dev.sluice.lambda.http.HttpFunction;
import dev.sluice.lambda.http.Route;
import dev.sluice.lambda.http.Router;
import dev.sluice.mail.CampaignTemplates;
import dev.sluice.messaging.EventBridgeDomainEvents;
import dev.sluice.secrets.ErasureKeyProvider;
import dev.sluice.secrets.LinkKeyProvider;
import dev.sluice.ses.SesAccountQuota;
import dev.sluice.ses.SesSuppressionList;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The function behind the HTTP API for marketers and for the systems of the team. */
public final class ApiHandler implements RequestStreamHandler {

  private final FunctionLog functionLog;
  private final Router router;
  private final HttpFunction function;

  /** Creates the function with its deployed environment. */
  public ApiHandler() {
    this(FunctionContext.fromEnvironment());
  }

  /** Creates the function with a given environment. */
  public ApiHandler(FunctionContext context) {
    this.functionLog = context.log();
    this.router = router(context);
    this.function = new HttpFunction(router);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context) {
    functionLog.invoke(
        context,
        log -> {
          function.handle(event, response, log);
        });
  }

  /** Returns the keys of all routes. */
  Set<String> routeKeys() {
    return router.keys();
  }

  private static Router router(FunctionContext context) {
    InstantSource clock = context.clock();
    DynamoTables tables = DynamoTables.of(context);
    TopicStore topics = new DynamoTopicStore(tables);
    SegmentStore segments = new DynamoSegmentStore(tables);
    CampaignStore campaigns = new DynamoCampaignStore(tables, clock);
    ActiveCampaignSource activeCampaigns = new DynamoActiveCampaignSource(tables, clock);
    ShardStore shards = new DynamoShardStore(tables);
    SubscriberRepository subscribers = new DynamoSubscriberRepository(tables);
    CampaignNameResolver names = new DynamoCampaignNames(tables);
    ConsentRecords consents = new DynamoConsentRecords(tables);
    DomainEventPublisher events = EventBridgeDomainEvents.of(context);
    ErasureService erasures =
        new ErasureService(
            clock,
            subscribers,
            new DynamoErasureMarks(tables),
            new ErasureKeyProvider(
                () -> context.clients().get(LinkKeyProvider.CLIENT),
                context.requiredVariable("ERASURE_KEY_SECRET"),
                context.log()),
            shards,
            events);
    ConsentService consentService =
        new ConsentService(clock, subscribers, activeCampaigns, shards, events);
    return new Router(
        Stream.of(
                new TopicsResource(topics, SenderIdentities.of(context)).routes(),
                new ReputationResource(
                        new DynamoSpamRateReports(tables), new DynamoReputationStats(tables), clock)
                    .routes(),
                new SegmentsResource(segments).routes(),
                new PolicyResource(new DynamoPolicyStore(tables), topics).routes(),
                new BrandingResource(new DynamoBrandingStore(tables), topics).routes(),
                new SubscribersResource(
                        subscribers,
                        new SubscriberImportService(
                            clock, subscribers, consents, erasures, shards, events),
                        erasures,
                        new SuppressionService(
                            subscribers, SesSuppressionList.of(context), consentService),
                        new PersonalDataExport(clock, consents, activeCampaigns, names),
                        topics,
                        names)
                    .routes(),
                new ConsentsResource(consents, consentService, erasures).routes(),
                new CampaignsResource(
                        campaigns,
                        campaignValidator(topics, segments),
                        new CampaignViews(
                            shards,
                            new DynamoFeedbackCounts(tables),
                            new DynamoHoldStore(tables),
                            new DynamoWithheldRunStore(tables)),
                        new HandOverBarrier(clock, context.sleeper(), shards),
                        clock,
                        () -> new CampaignId(UUID.randomUUID().toString()))
                    .routes(),
                ChecksResource.of(context, topics).routes(),
                new ExplainResource(
                        subscribers,
                        campaigns,
                        activeCampaigns,
                        topics,
                        segments,
                        shards,
                        names,
                        sendingBlock(context, tables),
                        clock)
                    .routes())
            .<Route>flatMap(List::stream)
            .toList());
  }

  /** Returns the reason for which the account sends no marketing at present, if there is one. */
  private static Supplier<Optional<SendingBlock>> sendingBlock(
      FunctionContext context, DynamoTables tables) {
    if (context.optionalVariable("DISPATCH_STATE").filter("DISABLED"::equals).isPresent()) {
      return () -> Optional.of(new SendingBlock.DispatchDisabled());
    }
    return RatePermitsFactory.create(
            context, tables, SesAccountQuota.of(context), new DynamoWithheldRunStore(tables))
        ::currentBlock;
  }

  /** Returns a validator that compiles the templates of a campaign. */
  static CampaignValidator campaignValidator(TopicStore topics, SegmentStore segments) {
    return new CampaignValidator(
        topics,
        segments,
        (campaign, guaranteed) -> CampaignTemplates.compile(campaign).requireDeclared(guaranteed));
  }
}
