package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ApiFixture.Answer;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Bad input about campaigns")
class CampaignValidationTest extends ValidationTestBase {

  @Test
  @DisplayName("unknown topic of a campaign")
  void rejectsUnknownTopic() {
    assertRejected(
        () -> api.post("/campaigns", CAMPAIGN.replace("offers", "ofers")),
        "topic",
        "ofers",
        "this topic does not exist: did you mean 'offers'? Otherwise create it with PUT"
            + " /topics/ofers");
  }

  @Test
  @DisplayName("a campaign that wants to pass for transactional mail, which no cap would stop")
  void rejectsTransactionalTopic() {
    assertRejected(
        () -> api.post("/campaigns", CAMPAIGN.replaceFirst("}$", ",\"transactional\":true}")),
        "transactional",
        "true",
        "no such member");
    assertRejected(
        () -> api.post("/campaigns", CAMPAIGN.replaceFirst("}$", ",\"template\":\"receipt\"}")),
        "template",
        "receipt",
        "no such member");
  }

  @Test
  @DisplayName("unknown segment")
  void rejectsUnknownSegment() {
    assertRejected(
        () -> api.post("/campaigns", CAMPAIGN.replace("[\"buyers\"]", "[\"buyers\",\"vips\"]")),
        "segments[1]",
        "vips",
        "create it with PUT /segments/vips");
  }

  @Test
  @DisplayName("a segment that is both selected and excluded")
  void rejectsSegmentBothSelectedAndExcluded() {
    assertRejected(
        () -> api.post("/campaigns", CAMPAIGN.replaceFirst("}$", ",\"excluded\":[\"buyers\"]}")),
        "excluded[0]",
        "buyers",
        "would be empty: remove one");
  }

  @Test
  @DisplayName("unknown attribute without a default")
  void rejectsAttributeWithoutDefault() {
    assertRejected(
        () -> api.post("/campaigns", CAMPAIGN.replace("Hi {{firstName}}", "Hi {{nickname}}")),
        "defaults.nickname",
        "absent",
        "give it a default");
  }

  @Test
  @DisplayName("template that does not compile, with its line")
  void rejectsBrokenTemplateWithLine() {
    assertRejected(
        () -> api.post("/campaigns", CAMPAIGN.replace("times!", "times!\\n{{#x}}")),
        "variants[0].html",
        "line 2: {{#x}}",
        "close it: {{/x}}");
  }

  @Test
  @DisplayName("expiry before start")
  void rejectsExpiryBeforeStart() {
    assertRejected(
        () -> api.post("/campaigns", CAMPAIGN.replace("11-25T", "11-21T")),
        "expiry",
        "2026-11-21T08:00:00Z",
        "use an instant after the start");
  }

  @Test
  @DisplayName("expiry in the past")
  void rejectsExpiryInThePast() {
    assertRejected(
        () -> api.post("/campaigns", CAMPAIGN.replace("11-2", "10-2")),
        "expiry",
        "2026-10-25T08:00:00Z",
        "use an instant in the future");
  }

  @Test
  @DisplayName("priority out of range")
  void rejectsPriorityOutOfRange() {
    assertRejected(
        () -> api.post("/campaigns", CAMPAIGN.replace("\"priority\":5", "\"priority\":10")),
        "priority",
        "10",
        "use 1 (lightest) to 9 (heaviest)");
  }

  @Test
  @DisplayName("duplicate campaign")
  void rejectsDuplicateCampaign() {
    api.post("/campaigns", CAMPAIGN).expect(201);
    assertRejected(409, () -> api.post("/campaigns", CAMPAIGN), "id", "sale", "use another id");
  }

  @Test
  @DisplayName("unknown member")
  void rejectsUnknownMember() {
    assertRejected(
        () -> api.post("/campaigns", CAMPAIGN.replace("\"expiry\"", "\"expires\"")),
        "expires",
        "2026-11-25T08:00:00Z",
        "did you mean 'expiry'?");
  }

  @Test
  @DisplayName("wrong kind of value")
  void rejectsWrongJsonType() {
    assertRejected(
        () -> api.post("/campaigns", CAMPAIGN.replace("[\"buyers\"]", "\"buyers\"")),
        "segments",
        "buyers",
        "use a list");
  }

  @Test
  @DisplayName("wrong content type")
  void rejectsWrongContentType() {
    assertRejected(
        415,
        () -> api.call("POST", "/campaigns", CAMPAIGN, Map.of("Content-Type", "text/csv")),
        "content-type",
        "none",
        "send JSON in UTF-8 as application/json");
    assertRejected(
        415,
        () -> api.call("POST", "/campaigns", CAMPAIGN, Map.of("content-type", "text/csv")),
        "content-type",
        "text/csv",
        "send JSON in UTF-8 as application/json");
  }

  @Test
  @DisplayName("everything at once is told at once")
  void reportsAllViolationsTogether() {
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
}
