package dev.sluice.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.local.LocalRun;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.fixture.OwnTemplate;
import dev.sluice.local.functions.UsedPermission;
import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.local.ses.Fault;
import dev.sluice.local.template.EventSource;
import dev.sluice.local.template.FunctionSpec;
import dev.sluice.local.template.PolicyStatement;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("template.yaml, after a run in which everything was used")
final class TemplateInUseTest {

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private static LocalRun run;
  private static HttpClient http;

  @BeforeAll
  static void useEverything() throws Exception {
    http = HttpClient.newHttpClient();
    run = LocalRun.of(OwnTemplate.PATH).clock(new VirtualClock(START)).start();
    prepare();
    sendTwoCampaigns();
    sendTransactionalMail();
    sendMailThatBounces();
    freeTheAddress();
    readEverything();
    letEverybodyWait();
    followLinks();
    eraseSomebody();
  }

  @AfterAll
  static void stop() {
    http.close();
    run.close();
  }

  @Test
  @DisplayName("sent the mail")
  void mail() {
    assertThat(run.mailbox().messages()).hasSize(12);
  }

  @Test
  @DisplayName("has no route, schedule or queue that was not exercised")
  void everyEvent() {
    Set<String> declared = events(function -> function.events().stream().map(EventSource::name));

    assertThat(run.exercisedEvents()).containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  @DisplayName("allows every call that a function made")
  void everyCall() {
    assertThat(run.usedPermissions())
        .allSatisfy(used -> assertThat(allowed()).as("allowed by the template").contains(used));
  }

  @Test
  @DisplayName("allows nothing that no function needed")
  void needed() {
    Set<UsedPermission> unused =
        allowed().stream()
            .filter(permission -> !run.usedPermissions().contains(permission))
            .collect(Collectors.toSet());

    assertThat(unused).isEmpty();
  }

  private static void prepare() throws Exception {
    put(
        "/policy",
        "{'caps':[{'name':'daily','limit':1,'window':{'rolling':'P1D'}}],"
            + "'defaultZone':'UTC','transactionalCounts':true}");
    put("/branding", "{'name':'Example'}");
    put("/topics/offers", "{'name':'Offers','description':'What is on sale'}");
    put("/segments/all", "{'name':'All','criterion':{'everyone':true}}");
    post(
        "/subscribers",
        "{'id':'anna','address':'anna@example.com',"
            + "'consents':{'topics':{'offers':{'subscribed':true,'cadence':'daily'}}}}");
    put("/subscribers/bela", "{'address':'bela@example.com'}");
    post(
        "/subscribers/batch",
        "{'subscribers':[{'id':'cara','address':'cara@example.com',"
            + "'consents':{'topics':{'offers':{'subscribed':true,'cadence':'daily'}}}}]}");
  }

  private static void sendTwoCampaigns() throws Exception {
    campaign("heavy", 9);
    campaign("light", 1);
    campaign("wrong", 1);
    post("/campaigns/wrong/cancel", "");
    post("/campaigns/light/pause", "");
    run.runFor(Duration.ofMinutes(5));
    post("/campaigns/light/resume", "");
    run.runFor(Duration.ofMinutes(5));
    run.runFor(Duration.ofDays(2));
  }

  /** One message in its request, one after SES throttled it, and one that an event asks for. */
  private static void sendTransactionalMail() throws Exception {
    put("/templates/receipt", "{'subject':'Receipt','html':'<p>Hi</p>','transactional':true}");
    String request = "'to':{'subscriber':'anna'},'template':'receipt'}";
    message("order-1", "{" + request);
    run.ses().faults().next(Fault.THROTTLED);
    String pending = message("order-2", "{" + request);
    run.clients()
        .events()
        .putEvents(put ->
            put.entries(
                PutEventsRequestEntry.builder()
                    .source("com.example.shop")
                    .detailType("Send Transactional Message")
                    .detail(("{'idempotencyKey':'order-3'," + request).replace('\'', '"'))
                    .build()));
    run.runFor(Duration.ofMinutes(5));
    get("/messages/" + JsonMapper.shared().readTree(pending).path("id").stringValue());
    get("/templates/receipt");
  }

  /** SES's mailbox simulator lets the message bounce; whoever it went to gets no marketing. */
  private static void sendMailThatBounces() throws Exception {
    put("/subscribers/dora", "{'address':'bounce+dora@simulator.amazonses.com'}");
    message("order-4", "{'to':{'subscriber':'dora'},'template':'receipt'}");
    run.runFor(Duration.ofMinutes(1));
    assertThat(send(HttpRequest.newBuilder().GET(), "/subscribers/dora"))
        .contains("\"suppressed\"", "\"bounce\"");
  }

  /** SES holds the address on a list of its own, as it would for any but its simulator's. */
  private static void freeTheAddress() throws Exception {
    SesV2Client ses = run.clients().ses();
    String address = "bounce+dora@simulator.amazonses.com";
    ses.putSuppressedDestination(put -> put.emailAddress(address).reason("BOUNCE"));
    post("/subscribers/dora/unsuppress", "{'reason':'the mailbox was full'}");
    assertThat(send(HttpRequest.newBuilder().GET(), "/subscribers/dora"))
        .doesNotContain("\"suppressed\"");
    assertThatThrownBy(() -> ses.getSuppressedDestination(get -> get.emailAddress(address)))
        .isInstanceOf(NotFoundException.class);
  }

  private static String message(String key, String body) throws Exception {
    return send(
        HttpRequest.newBuilder()
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body.replace('\'', '"'))),
        "/messages");
  }

  /** One send a day: of two campaigns, everybody waits for one at least. */
  private static void letEverybodyWait() throws Exception {
    campaign("monday", 9);
    campaign("tuesday", 1);
    run.runFor(Duration.ofMinutes(5));
  }

  private static void readEverything() throws Exception {
    for (String path :
        new String[] {
          "/campaigns",
          "/campaigns/heavy",
          "/topics",
          "/topics/offers",
          "/segments",
          "/segments/all",
          "/policy",
          "/branding",
          "/policy?revision=1",
          "/subscribers/anna",
          "/subscribers/anna/data",
          "/subscribers/anna/consents",
          "/consents",
          "/explain/anna/heavy"
        }) {
      get(path);
    }
  }

  /** The links of the first message, as its reader and the reader's mail program follow them. */
  private static void followLinks() throws Exception {
    ReceivedMessage message =
        run.mailbox().messages().stream()
            .filter(received -> received.header("List-Unsubscribe").isPresent())
            .findFirst()
            .orElseThrow();
    String header = message.header("List-Unsubscribe").orElseThrow();
    String leave = header.substring(1, header.length() - 1);
    assertThat(send(HttpRequest.newBuilder().GET(), leave)).contains("<button", "Offers");
    assertThat(click(leave)).contains("You are unsubscribed").isEqualTo(click(leave));
    Matcher preferences =
        Pattern.compile("http[^\"\\s<>]+/p/[A-Za-z0-9_-]+").matcher(message.html());
    assertThat(preferences.find()).isTrue();
    assertThat(send(HttpRequest.newBuilder().GET(), preferences.group()))
        .contains("Offers", "You do not get this", "What we sent you", "heavy");
    change(preferences.group());
    for (String link : List.of(leave, preferences.group())) {
      assertThat(send(HttpRequest.newBuilder().HEAD(), link)).isEmpty();
    }
    takeDataAndGo(preferences.group());
  }

  private static void takeDataAndGo(String link) throws Exception {
    assertThat(send(HttpRequest.newBuilder().GET(), link + "/data")).contains("preferenceCentre");
    assertThat(send(HttpRequest.newBuilder().GET(), link + "/erase")).contains("Erase me for good");
    assertThat(form(link + "/erase", "do=erase").body()).contains("You are erased");
    assertThat(form(link + "/erase", "do=erase").statusCode()).isEqualTo(404);
  }

  /** Takes the topic up again, and is led back to the page. */
  private static void change(String link) throws IOException, InterruptedException {
    HttpResponse<String> response = form(link, "do=choose&topic=offers&cadence=monthly");
    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(response.headers().firstValue("location")).contains("?done=choose.offers");
  }

  /** One for whom something waits, until nothing is left of her. */
  private static void eraseSomebody() throws Exception {
    send(HttpRequest.newBuilder().DELETE(), "/subscribers/cara");
    run.runFor(Duration.ofMinutes(15));
    post("/erasures/lift", "{'id':'cara','address':'cara@example.com'}");
  }

  private static String click(String link) throws IOException, InterruptedException {
    HttpResponse<String> response = form(link, "List-Unsubscribe=One-Click");
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  private static HttpResponse<String> form(String link, String fields)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(link))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(fields))
            .build(),
        BodyHandlers.ofString());
  }

  private static void campaign(String id, int priority) throws Exception {
    String segments = id.equals("light") ? "'segments':['all']," : "";
    String audience = id.equals("light") ? "'excluded':[]," : "";
    post(
        "/campaigns",
        "{'id':'%s','name':'%s','topic':'offers','priority':%d,%s%s"
                .formatted(id, id, priority, segments, audience)
            + "'variants':[{'subject':'Hello','html':'<p>Hello</p>','text':'Hello'}]}");
  }

  private static void put(String path, String body) throws Exception {
    send(HttpRequest.newBuilder().PUT(BodyPublishers.ofString(body.replace('\'', '"'))), path);
  }

  private static void post(String path, String body) throws Exception {
    send(HttpRequest.newBuilder().POST(BodyPublishers.ofString(body.replace('\'', '"'))), path);
  }

  private static void get(String path) throws Exception {
    send(HttpRequest.newBuilder().GET(), path);
  }

  private static String send(HttpRequest.Builder request, String path)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            request
                .uri(run.baseUrl().resolve(path))
                .header("Content-Type", "application/json")
                .build(),
            BodyHandlers.ofString());
    assertThat(response.statusCode()).as("%s: %s", path, response.body()).isBetween(200, 299);
    return response.body();
  }

  private static Set<String> events(Function<FunctionSpec, Stream<String>> names) {
    return run.stack().functions().stream()
        .flatMap(function -> names.apply(function).map(name -> function.logicalId() + "." + name))
        .collect(Collectors.toSet());
  }

  private static Set<UsedPermission> allowed() {
    return run.stack().functions().stream()
        .flatMap(function -> function.statements().stream().flatMap(s -> allowed(function, s)))
        .collect(Collectors.toSet());
  }

  private static Stream<UsedPermission> allowed(FunctionSpec function, PolicyStatement statement) {
    assertThat(statement.effect()).isEqualTo("Allow");
    return statement.actions().stream()
        .flatMap(action ->
            statement.resources().stream()
                .map(resource -> new UsedPermission(function.logicalId(), action, resource)));
  }
}
