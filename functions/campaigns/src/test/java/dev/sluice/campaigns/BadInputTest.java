package dev.sluice.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.campaigns.ApiFixture.Answer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each test asserts field, value and remedy, and that nothing was stored. */
@DisplayName("Bad input")
class BadInputTest {

  private static final String CAMPAIGN =
      """
      {"id":"sale","name":"Sale","topic":"offers","segments":["buyers"],"priority":5,
       "start":"2026-11-23T08:00:00Z","expiry":"2026-11-25T08:00:00Z",
       "defaults":{"firstName":"friend"},
       "variants":[{"subject":"Hi {{firstName}}","html":"<p>{{purchases}} times!</p>","text":"Hi"}]}
      """;

  private static final String SUBSCRIBER =
      "{\"id\":\"c-1\",\"address\":\"a@example.com\",\"zone\":\"Europe/Tallinn\"}";

  private static final String POLICY =
      """
      {"caps":[{"name":"day","limit":1,"window":{"calendar":"day"}},
               {"name":"week","limit":3,"window":{"rolling":"P7D"},"topic":"offers"}],
       "defaultZone":"Europe/Tallinn"}
      """;

  private final ApiFixture api = new ApiFixture();

  @BeforeEach
  void rules() {
    api.put("/topics/offers", "{\"name\":\"Offers\",\"description\":\"Bargains\"}").expect(200);
    api.put(
            "/segments/buyers",
            "{\"name\":\"Buyers\",\"criterion\":{\"attribute\":\"purchases\",\"atLeast\":1}}")
        .expect(200);
    api.post("/subscribers", SUBSCRIBER.replace("c-1", "known")).expect(201);
  }

  @Test
  @DisplayName("the examples that the tests spoil are good as they are")
  void good() {
    api.post("/campaigns", CAMPAIGN).expect(201);
    api.post("/subscribers", SUBSCRIBER).expect(201);
    api.put("/policy", POLICY).expect(200);
  }

  @Test
  @DisplayName("unknown topic of a campaign")
  void unknownTopic() {
    assertRefused(
        () -> api.post("/campaigns", CAMPAIGN.replace("offers", "ofers")),
        "topic",
        "ofers",
        "there is no such topic: did you mean 'offers'? create it with PUT /topics/ofers");
  }

  @Test
  @DisplayName("unknown topic of a cap")
  void unknownTopicOfCap() {
    assertRefused(
        () -> api.put("/policy", POLICY.replace("\"offers\"", "\"news\"")),
        "caps[1].topic",
        "news",
        "create it with PUT /topics/news");
  }

  @Test
  @DisplayName("unknown topic of a consent")
  void unknownTopicOfConsent() {
    String consents = ",\"consents\":{\"topics\":{\"tips\":{\"subscribed\":true}}}}";
    assertRefused(
        () -> api.put("/subscribers/c-1", SUBSCRIBER.replaceFirst("}$", consents)),
        "consents.topics.tips",
        "tips",
        "create it with PUT /topics/tips");
  }

  @Test
  @DisplayName("unknown segment")
  void unknownSegment() {
    assertRefused(
        () -> api.post("/campaigns", CAMPAIGN.replace("[\"buyers\"]", "[\"buyers\",\"vips\"]")),
        "segments[1]",
        "vips",
        "create it with PUT /segments/vips");
  }

  @Test
  @DisplayName("a segment that is both selected and excluded")
  void contradiction() {
    assertRefused(
        () -> api.post("/campaigns", CAMPAIGN.replaceFirst("}$", ",\"excluded\":[\"buyers\"]}")),
        "excluded[0]",
        "buyers",
        "remove it from one");
  }

  @Test
  @DisplayName("unknown attribute without a default")
  void attributeWithoutDefault() {
    assertRefused(
        () -> api.post("/campaigns", CAMPAIGN.replace("Hi {{firstName}}", "Hi {{nickname}}")),
        "defaults.nickname",
        "absent",
        "give it a default");
  }

  @Test
  @DisplayName("template that does not compile, with its line")
  void brokenTemplate() {
    assertRefused(
        () -> api.post("/campaigns", CAMPAIGN.replace("times!", "times!\\n{{#x}}")),
        "variants[0].html",
        "line 2: {{#x}}",
        "close it: {{/x}}");
  }

  @Test
  @DisplayName("a criterion nested too deep")
  void deepCriterion() {
    String criterion = "{\"not\":".repeat(8) + "{\"everyone\":true}" + "}".repeat(8);
    assertRefused(
        () -> api.put("/segments/deep", "{\"name\":\"Deep\",\"criterion\":" + criterion + "}"),
        "criterion" + ".not".repeat(8),
        "an object of 1 member",
        "nest at most 8 levels");
  }

  @Test
  @DisplayName("a criterion nested so deep that nothing may follow it")
  void abyss() {
    String criterion = "{\"not\":".repeat(20_000) + "1" + "}".repeat(20_000);
    assertRefused(
        () -> api.put("/segments/deep", "{\"name\":\"Deep\",\"criterion\":" + criterion + "}"),
        "body",
        "beyond what a document may have",
        "depth (51) exceeds the maximum allowed (50)");
  }

  @Test
  @DisplayName("expiry before start")
  void expiryBeforeStart() {
    assertRefused(
        () -> api.post("/campaigns", CAMPAIGN.replace("11-25T", "11-21T")),
        "expiry",
        "2026-11-21T08:00:00Z",
        "use an instant after the start");
  }

  @Test
  @DisplayName("expiry in the past")
  void expiryInThePast() {
    assertRefused(
        () -> api.post("/campaigns", CAMPAIGN.replace("11-2", "10-2")),
        "expiry",
        "2026-10-25T08:00:00Z",
        "use an instant in the future");
  }

  @Test
  @DisplayName("priority out of range")
  void priority() {
    assertRefused(
        () -> api.post("/campaigns", CAMPAIGN.replace("\"priority\":5", "\"priority\":10")),
        "priority",
        "10",
        "use 1 (lightest) to 9 (heaviest)");
  }

  @Test
  @DisplayName("zero or negative cap")
  void zeroCap() {
    for (String limit : List.of("0", "-3")) {
      assertRefused(
          () -> api.put("/policy", POLICY.replace("\"limit\":3", "\"limit\":" + limit)),
          "caps[1].limit",
          limit,
          "use 1 to 1000; to send nothing, pause the campaigns");
    }
  }

  @Test
  @DisplayName("unknown zone of a subscriber and of the policy")
  void unknownZone() {
    assertRefused(
        () -> api.post("/subscribers", SUBSCRIBER.replace("Tallinn", "Talinn")),
        "zone",
        "Europe/Talinn",
        "did you mean 'Europe/Tallinn'?");
    assertRefused(
        () -> api.put("/policy", POLICY.replace("Europe/Tallinn", "Tallinn time")),
        "defaultZone",
        "Tallinn time",
        "IANA time zone database");
  }

  @Test
  @DisplayName("duplicate subscriber")
  void duplicateSubscriber() {
    assertRefused(
        409,
        () -> api.post("/subscribers", SUBSCRIBER.replace("c-1", "known")),
        "id",
        "known",
        "use PUT /subscribers/{id}");
  }

  @Test
  @DisplayName("duplicate campaign")
  void duplicateCampaign() {
    api.post("/campaigns", CAMPAIGN).expect(201);
    assertRefused(409, () -> api.post("/campaigns", CAMPAIGN), "id", "sale", "use another id");
  }

  @Test
  @DisplayName("address with a line break")
  void lineBreakInAddress() {
    assertRefused(
        () -> api.post("/subscribers", SUBSCRIBER.replace(".com", ".com\\r\\nBcc: b@example.com")),
        "address",
        "a@example.com\r\nBcc: b@example.com",
        "use one address such as name@example.com");
  }

  @Test
  @DisplayName("body too large")
  void tooLarge() {
    String body = "{\"name\":\"" + "x".repeat(400_000) + "\"}";
    assertRefused(
        413,
        () -> api.put("/topics/offers", body),
        "body",
        "400011 bytes",
        "send at most 393216 bytes");
  }

  @Test
  @DisplayName("wrong content type")
  void contentType() {
    assertRefused(
        415,
        () -> api.call("POST", "/campaigns", CAMPAIGN, Map.of("Content-Type", "text/csv")),
        "content-type",
        "none",
        "send JSON as application/json");
    assertRefused(
        415,
        () -> api.call("POST", "/campaigns", CAMPAIGN, Map.of("content-type", "text/csv")),
        "content-type",
        "text/csv",
        "send JSON as application/json");
  }

  @Test
  @DisplayName("invalid JSON, with line and column")
  void invalidJson() {
    assertRefused(
        () -> api.put("/topics/offers", "{\"name\":\"Offers\",\n \"description\": oops}"),
        "body",
        "line 2, column",
        "correct the JSON");
  }

  @Test
  @DisplayName("unknown member")
  void unknownMember() {
    assertRefused(
        () -> api.post("/campaigns", CAMPAIGN.replace("\"expiry\"", "\"expires\"")),
        "expires",
        "2026-11-25T08:00:00Z",
        "did you mean 'expiry'?");
  }

  @Test
  @DisplayName("wrong kind of value")
  void wrongKind() {
    assertRefused(
        () -> api.post("/campaigns", CAMPAIGN.replace("[\"buyers\"]", "\"buyers\"")),
        "segments",
        "buyers",
        "use a list");
  }

  @Test
  @DisplayName("empty batch")
  void emptyBatch() {
    assertRefused(
        () -> api.post("/subscribers/batch", "{\"subscribers\":[]}"),
        "subscribers",
        "a list of 0 entries",
        "give 1 to 100 entries");
  }

  @Test
  @DisplayName("batch of more than a hundred")
  void largeBatch() {
    String entries = String.join(",", Collections.nCopies(101, SUBSCRIBER));
    assertRefused(
        () -> api.post("/subscribers/batch", "{\"subscribers\":[" + entries + "]}"),
        "subscribers",
        "a list of 101 entries",
        "give 1 to 100 entries");
  }

  @Test
  @DisplayName("page of a list that is none")
  void paging() {
    assertRefused(() -> api.get("/campaigns?limit=0"), "limit", "0", "from 1 to 100");
    assertRefused(() -> api.get("/campaigns?after=A%20B"), "campaign", "A%20B", "lower-case");
    assertRefused(() -> api.get("/policy?revision=first"), "revision", "first", "whole number");
  }

  @Test
  @DisplayName("everything at once is told at once")
  void everything() {
    String bad =
        CAMPAIGN
            .replace("offers", "news")
            .replace("[\"buyers\"]", "[\"nobody\"]")
            .replace("Hi {{firstName}}", "Hi {{firstName}");
    Answer answer = api.post("/campaigns", bad).expect(400);
    assertThat(answer.body().path("violations").valueStream().map(v -> v.path("field").asString()))
        .contains("topic", "segments[0]", "variants[0].subject");
    assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
  }

  private void assertRefused(Request request, String field, String value, String remedy) {
    assertRefused(400, request, field, value, remedy);
  }

  private void assertRefused(
      int status, Request request, String field, String value, String remedy) {
    List<Object> before = api.stored();
    Answer answer = request.send().expect(status);
    assertThat(answer.body().path("violations")).hasSize(1);
    JsonNode violation = answer.body().path("violations").path(0);
    assertThat(violation.path("field").asString()).isEqualTo(field);
    assertThat(violation.path("value").asString()).startsWith(value);
    assertThat(violation.path("remedy").asString()).contains(remedy);
    assertThat(api.stored()).isEqualTo(before);
  }

  @FunctionalInterface
  private interface Request {
    Answer send();
  }
}
