package dev.sluice.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.api.check.CheckFinding;
import dev.sluice.api.check.CheckFinding.Severity;
import dev.sluice.api.check.ChecksResource;
import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignStore;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.contract.ForwardingSubscriberRepository;
import dev.sluice.core.contract.SettableClock;
import dev.sluice.core.delivery.HandOverBarrier;
import dev.sluice.core.erasure.ErasureKey;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.memory.InMemoryAccountSuppressionList;
import dev.sluice.core.memory.InMemoryBrandingStore;
import dev.sluice.core.memory.InMemoryCampaignStore;
import dev.sluice.core.memory.InMemoryHoldStore;
import dev.sluice.core.memory.InMemoryRuleStores;
import dev.sluice.core.memory.InMemoryShardStore;
import dev.sluice.core.memory.InMemorySpamRateReports;
import dev.sluice.core.memory.InMemorySubscribers;
import dev.sluice.core.memory.InMemoryWithheldRunStore;
import dev.sluice.core.ratelimit.SendingBlock;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.service.ConsentService;
import dev.sluice.core.service.ErasureService;
import dev.sluice.core.service.SubscriberImportService;
import dev.sluice.core.service.SuppressionService;
import dev.sluice.core.state.SendEvent;
import dev.sluice.core.state.StateUpdate;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.json.Json;
import dev.sluice.json.PersonalDataExport;
import dev.sluice.lambda.CapturedLog;
import dev.sluice.lambda.http.HttpFunction;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpRequests;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import dev.sluice.lambda.http.Router;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;

/** The whole API over in-memory stores, called with HTTP requests. */
final class ApiFixture {

  static final OpenApiDocument OPEN_API = new OpenApiDocument(Path.of("../../docs/openapi.yaml"));
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  final SettableClock clock = new SettableClock(NOW);
  final InMemoryRuleStores rules = new InMemoryRuleStores();
  final InMemoryBrandingStore branding = new InMemoryBrandingStore();
  final InMemoryCampaignStore campaigns = new InMemoryCampaignStore(clock);
  final InMemorySubscribers subscribers = new InMemorySubscribers();

  /** Runs before an import commits choices. */
  Runnable beforeImportCommit = () -> {};

  private final SubscriberRepository contended =
      new ForwardingSubscriberRepository() {
        @Override
        public SubscriberRepository store() {
          return subscribers;
        }

        @Override
        public Commit commitAll(List<StateUpdate> updates) {
          beforeImportCommit.run();
          return subscribers.commitAll(updates);
        }

        @Override
        public Creation create(Subscriber subscriber, Optional<StateUpdate> choices) {
          beforeImportCommit.run();
          return subscribers.create(subscriber, choices);
        }
      };
  final InMemoryWithheldRunStore withheldRuns = new InMemoryWithheldRunStore();

  /** Why the account sends no marketing. */
  Optional<SendingBlock> sendingBlock = Optional.empty();

  final InMemoryHoldStore holds = new InMemoryHoldStore();
  final InMemoryShardStore shards = new InMemoryShardStore();
  final InMemoryAccountSuppressionList accountList = new InMemoryAccountSuppressionList();
  final Map<CampaignId, Map<SendEvent, Long>> eventCounts = new HashMap<>();
  final List<String> logged = new ArrayList<>();
  final List<DomainEvent> events = new ArrayList<>();
  private final ErasureService erasures =
      new ErasureService(
          clock,
          subscribers,
          subscribers,
          () -> new ErasureKey(new byte[32]),
          shards,
          events::addAll);
  final Router router;
  private final HttpFunction function;

  ConsentService consentService() {
    return new ConsentService(clock, subscribers, this::activeCampaigns, shards, events::addAll);
  }

  ApiFixture() {
    this(store -> store);
  }

  /** Creates a fixture whose routes use a decorated campaign store. */
  ApiFixture(UnaryOperator<CampaignStore> decorator) {
    CampaignStore campaignStore = decorator.apply(campaigns);
    router =
        new Router(
            Stream.of(
                    new TopicsResource(rules, new SenderIdentities(List.of("shop.example")))
                        .routes(),
                    new ReputationResource(new InMemorySpamRateReports(), subscribers, clock)
                        .routes(),
                    new SegmentsResource(rules).routes(),
                    new PolicyResource(rules, rules).routes(),
                    new BrandingResource(branding, rules).routes(),
                    new SubscribersResource(
                            subscribers,
                            new SubscriberImportService(
                                clock, contended, subscribers, erasures, shards, events::addAll),
                            erasures,
                            new SuppressionService(subscribers, accountList, consentService()),
                            new PersonalDataExport(
                                clock, subscribers, this::activeCampaigns, campaigns),
                            rules,
                            campaigns)
                        .routes(),
                    new ConsentsResource(subscribers, consentService(), erasures).routes(),
                    new CampaignsResource(
                            campaignStore,
                            ApiHandler.campaignValidator(rules, rules),
                            new CampaignViews(
                                shards,
                                id -> eventCounts.getOrDefault(id, Map.of()),
                                holds,
                                withheldRuns),
                            new HandOverBarrier(clock, clock::set, shards),
                            clock,
                            () -> new CampaignId("made-up"))
                        .routes(),
                    new ChecksResource(() ->
                        List.of(
                            new CheckFinding("account.sandbox", Severity.OK, "production", "", "")))
                        .routes(),
                    new ExplainResource(
                            subscribers,
                            campaignStore,
                            this::activeCampaigns,
                            rules,
                            rules,
                            shards,
                            campaigns,
                            () -> sendingBlock,
                            clock)
                        .routes())
                .<Route>flatMap(List::stream)
                .toList());
    function = new HttpFunction(router);
  }

  /** A response: its status, body and headers. */
  record Answer(int status, JsonNode body, Map<String, String> headers) {

    Answer expect(int expected) {
      Assertions.assertThat(status).as("%s", body).isEqualTo(expected);
      return this;
    }

    String text(String pointer) {
      return body.at(pointer).asString("absent");
    }
  }

  Answer get(String path) {
    return call("GET", path, "", Map.of());
  }

  Answer put(String path, String body) {
    return call("PUT", path, body, Map.of("content-type", "application/json"));
  }

  Answer post(String path, String body) {
    return call("POST", path, body, Map.of("content-type", "application/json"));
  }

  Answer call(String method, String target, String body, Map<String, String> headers) {
    HttpRequest request = HttpRequests.create(router.keys(), method, target, headers, body);
    HttpResponse response = function.respond(request, CapturedLog.to(logged));
    Answer answer = new Answer(response.status(), Json.parse(response.body()), response.headers());
    assertMatchesOpenApi(request.routeKey(), body, answer);
    return answer;
  }

  /** Checks every request and response of the tests against the OpenAPI document. */
  private void assertMatchesOpenApi(String key, String body, Answer answer) {
    if (!OPEN_API.describes(key)) {
      return;
    }
    String type = answer.headers().getOrDefault("content-type", "none");
    Assertions.assertThat(OPEN_API.answerErrors(key, answer.status(), type, answer.body()))
        .as("%s %s", key, answer)
        .isEmpty();
    if (answer.status() < 300 && !body.isEmpty() && !key.endsWith("/batch")) {
      Assertions.assertThat(OPEN_API.requestErrors(key, Json.parse(body)))
          .as("%s %s", key, body)
          .isEmpty();
    }
  }

  /** Handles an event as Lambda passes it. */
  Answer handleEvent(byte[] event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    function.handle(new ByteArrayInputStream(event), out, CapturedLog.to(logged));
    JsonNode answer = Json.parse(out.toString(UTF_8));
    return new Answer(
        answer.path("statusCode").asInt(), Json.parse(answer.path("body").asString()), Map.of());
  }

  /** Returns everything that is stored, to check that a rejected request changed nothing. */
  List<Object> storedState() {
    return List.of(
        rules.listTopics(),
        rules.listSegments(),
        rules.current(),
        branding.load(),
        campaigns.list(Optional.empty(), 100),
        subscribers.findAll());
  }

  ActiveCampaigns activeCampaigns() {
    return new ActiveCampaigns(
        rules.current(), campaigns.findOpen().stream().map(this::activeCampaign).toList());
  }

  private ActiveCampaigns.ActiveCampaign activeCampaign(TrackedCampaign tracked) {
    List<Criterion> criteria = new ArrayList<>();
    tracked.campaign().segments().forEach(id -> criteria.add(criterion(id)));
    tracked.campaign().excluded().forEach(id -> criteria.add(new Criterion.Not(criterion(id))));
    return new ActiveCampaigns.ActiveCampaign(
        tracked, rules.find(tracked.campaign().topic()).orElseThrow(), new Criterion.All(criteria));
  }

  private Criterion criterion(SegmentId id) {
    return rules.find(id).orElseThrow().criterion();
  }
}
