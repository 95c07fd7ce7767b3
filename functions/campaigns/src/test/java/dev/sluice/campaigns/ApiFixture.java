package dev.sluice.campaigns;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.aws.desk.PersonalData;
import dev.sluice.aws.http.HttpFunction;
import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Route;
import dev.sluice.aws.http.Router;
import dev.sluice.aws.json.Json;
import dev.sluice.aws.lambda.Log;
import dev.sluice.aws.lambda.LoggedContext;
import dev.sluice.scheduling.audience.Criterion;
import dev.sluice.scheduling.audience.SegmentId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.contract.SettableClock;
import dev.sluice.scheduling.delivery.Agenda;
import dev.sluice.scheduling.desk.EnrolmentDesk;
import dev.sluice.scheduling.desk.ErasureDesk;
import dev.sluice.scheduling.desk.ErasureKey;
import dev.sluice.scheduling.desk.FreeingDesk;
import dev.sluice.scheduling.desk.Office;
import dev.sluice.scheduling.event.DomainEvent;
import dev.sluice.scheduling.memory.MemoryAccountList;
import dev.sluice.scheduling.memory.MemoryBranding;
import dev.sluice.scheduling.memory.MemoryCampaignStore;
import dev.sluice.scheduling.memory.MemoryHoldStore;
import dev.sluice.scheduling.memory.MemoryRules;
import dev.sluice.scheduling.memory.MemoryShardStore;
import dev.sluice.scheduling.memory.MemorySubscribers;
import dev.sluice.scheduling.standing.Heard;
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

  static final OpenApiPage PAGE = new OpenApiPage(Path.of("../../docs/openapi.yaml"));
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  final SettableClock clock = new SettableClock(NOW);
  final MemoryRules rules = new MemoryRules();
  final MemoryBranding branding = new MemoryBranding();
  final MemoryCampaignStore campaigns = new MemoryCampaignStore(clock);
  final MemorySubscribers subscribers = new MemorySubscribers();
  final MemoryHoldStore holds = new MemoryHoldStore();
  final MemoryShardStore shards = new MemoryShardStore();
  final MemoryAccountList accountList = new MemoryAccountList();
  final Map<CampaignId, Map<Heard, Long>> heard = new HashMap<>();
  final List<String> logged = new ArrayList<>();
  final List<DomainEvent> events = new ArrayList<>();
  final Router router =
      Api.router(
          new Stores(
              rules,
              rules,
              rules,
              branding,
              campaigns,
              desks(),
              subscribers,
              shards,
              id -> heard.getOrDefault(id, Map.of()),
              this::agenda,
              holds),
          clock,
          () -> new CampaignId("made-up"));

  private final HttpFunction function = new HttpFunction(router);

  Desks desks() {
    Office office = office();
    ErasureDesk erasures = new ErasureDesk(office, subscribers, () -> new ErasureKey(new byte[32]));
    return new Desks(
        new EnrolmentDesk(office, subscribers, erasures),
        erasures,
        new FreeingDesk(office, accountList),
        subscribers,
        new PersonalData(office, _ -> Map.of()));
  }

  Office office() {
    return new Office(clock, subscribers, subscribers, this::agenda, shards, events::addAll);
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
        function.answer(
            new HttpRequest(
                "r-1",
                method,
                parts[0],
                parts.length == 1 ? Map.of() : query(parts[1]),
                headers,
                body.getBytes(UTF_8)),
            new Log(LoggedContext.to(logged)));
    Answer answer = new Answer(response.status(), Json.parse(response.body()), response.headers());
    compare(method, parts[0], body, answer);
    return answer;
  }

  /** Whatever a test sends or gets must be as the page says. */
  private void compare(String method, String path, String body, Answer answer) {
    Optional<String> route =
        router.routes().stream()
            .filter(candidate -> candidate.method().equals(method))
            .filter(candidate -> pattern(candidate.path()).matcher(path).matches())
            .map(Route::key)
            .findFirst()
            .filter(PAGE::has);
    route.ifPresent(known -> {
      String type = answer.headers().getOrDefault("content-type", "none");
      Assertions.assertThat(PAGE.answerErrors(known, answer.status(), type, answer.body()))
          .as("%s %s", known, answer)
          .isEmpty();
      if (answer.status() < 300 && !body.isEmpty() && !known.endsWith("/batch")) {
        Assertions.assertThat(PAGE.requestErrors(known, Json.parse(body)))
            .as("%s %s", known, body)
            .isEmpty();
      }
    });
  }

  private static Pattern pattern(String path) {
    return Pattern.compile(path.replaceAll("\\{[a-z]+}", "[^/]+"));
  }

  /** Answers an event as Lambda hands it over. */
  Answer event(byte[] event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    function.handle(new ByteArrayInputStream(event), out, new Log(LoggedContext.to(logged)));
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
  List<Object> stored() {
    return List.of(
        rules.list(),
        rules.all(),
        rules.current(),
        branding.read(),
        campaigns.list(Optional.empty(), 100),
        subscribers.all());
  }

  Agenda agenda() {
    return new Agenda(rules.current(), campaigns.open().stream().map(this::item).toList());
  }

  private Agenda.Item item(TrackedCampaign tracked) {
    List<Criterion> criteria = new ArrayList<>();
    tracked.campaign().segments().forEach(id -> criteria.add(criterion(id)));
    tracked.campaign().excluded().forEach(id -> criteria.add(new Criterion.Not(criterion(id))));
    return new Agenda.Item(
        tracked, rules.read(tracked.campaign().topic()).orElseThrow(), new Criterion.All(criteria));
  }

  private Criterion criterion(SegmentId id) {
    return rules.read(id).orElseThrow().criterion();
  }
}
