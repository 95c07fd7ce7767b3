package dev.sluice.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.contract.SettableClock;
import dev.sluice.core.erasure.ErasureKey;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.memory.InMemoryAccountSuppressionList;
import dev.sluice.core.memory.InMemoryBrandingStore;
import dev.sluice.core.memory.InMemoryCampaignStore;
import dev.sluice.core.memory.InMemoryHoldStore;
import dev.sluice.core.memory.InMemoryRuleStores;
import dev.sluice.core.memory.InMemoryShardStore;
import dev.sluice.core.memory.InMemorySubscribers;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.service.ErasureService;
import dev.sluice.core.service.ServiceDependencies;
import dev.sluice.core.service.SubscriberImportService;
import dev.sluice.core.service.SuppressionService;
import dev.sluice.core.state.SendEvent;
import dev.sluice.json.Json;
import dev.sluice.json.PersonalDataExport;
import dev.sluice.lambda.CapturedLog;
import dev.sluice.lambda.http.HttpFunction;
import dev.sluice.lambda.http.HttpRequest;
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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;

/** The whole API over stores in memory, spoken to as HTTP. */
final class ApiFixture {

  static final OpenApiDocument OPEN_API = new OpenApiDocument(Path.of("../../docs/openapi.yaml"));
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  final SettableClock clock = new SettableClock(NOW);
  final InMemoryRuleStores rules = new InMemoryRuleStores();
  final InMemoryBrandingStore branding = new InMemoryBrandingStore();
  final InMemoryCampaignStore campaigns = new InMemoryCampaignStore(clock);
  final InMemorySubscribers subscribers = new InMemorySubscribers();
  final InMemoryHoldStore holds = new InMemoryHoldStore();
  final InMemoryShardStore shards = new InMemoryShardStore();
  final InMemoryAccountSuppressionList accountList = new InMemoryAccountSuppressionList();
  final Map<CampaignId, Map<SendEvent, Long>> eventCounts = new HashMap<>();
  final List<String> logged = new ArrayList<>();
  final List<DomainEvent> events = new ArrayList<>();
  final Router router =
      ApiRouter.create(
          new ApiStores(
              rules,
              rules,
              rules,
              branding,
              campaigns,
              services(),
              subscribers,
              shards,
              id -> eventCounts.getOrDefault(id, Map.of()),
              this::activeCampaigns,
              holds),
          clock,
          () -> new CampaignId("made-up"));

  private final HttpFunction function = new HttpFunction(router);

  ApiServices services() {
    ServiceDependencies office = office();
    ErasureService erasures =
        new ErasureService(office, subscribers, () -> new ErasureKey(new byte[32]));
    return new ApiServices(
        new SubscriberImportService(office, subscribers, erasures),
        erasures,
        new SuppressionService(office, accountList),
        subscribers,
        new PersonalDataExport(office, _ -> Map.of()));
  }

  ServiceDependencies office() {
    return new ServiceDependencies(
        clock, subscribers, subscribers, this::activeCampaigns, shards, events::addAll);
  }

  /** A status and a body. */
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
    String[] parts = target.split("\\?", 2);
    HttpResponse response =
        function.respond(
            new HttpRequest(
                "r-1",
                method,
                parts[0],
                parts.length == 1 ? Map.of() : query(parts[1]),
                headers,
                body.getBytes(UTF_8)),
            CapturedLog.to(logged));
    Answer answer = new Answer(response.status(), Json.parse(response.body()), response.headers());
    assertMatchesOpenApi(method, parts[0], body, answer);
    return answer;
  }

  /** Whatever a test sends or gets must be as the page says. */
  private void assertMatchesOpenApi(String method, String path, String body, Answer answer) {
    Optional<String> route =
        router.routes().stream()
            .filter(candidate -> candidate.method().equals(method))
            .filter(candidate -> pattern(candidate.path()).matcher(path).matches())
            .map(Route::key)
            .findFirst()
            .filter(OPEN_API::describes);
    route.ifPresent(known -> {
      String type = answer.headers().getOrDefault("content-type", "none");
      Assertions.assertThat(OPEN_API.answerErrors(known, answer.status(), type, answer.body()))
          .as("%s %s", known, answer)
          .isEmpty();
      if (answer.status() < 300 && !body.isEmpty() && !known.endsWith("/batch")) {
        Assertions.assertThat(OPEN_API.requestErrors(known, Json.parse(body)))
            .as("%s %s", known, body)
            .isEmpty();
      }
    });
  }

  private static Pattern pattern(String path) {
    return Pattern.compile(path.replaceAll("\\{[a-z]+}", "[^/]+"));
  }

  /** Answers an event as Lambda hands it over. */
  Answer handleEvent(byte[] event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    function.handle(new ByteArrayInputStream(event), out, CapturedLog.to(logged));
    JsonNode answer = Json.parse(out.toString(UTF_8));
    return new Answer(
        answer.path("statusCode").asInt(), Json.parse(answer.path("body").asString()), Map.of());
  }

  private static Map<String, String> query(String text) {
    return Stream.of(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  /** Everything that is stored, to tell that a refused request changed nothing. */
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
