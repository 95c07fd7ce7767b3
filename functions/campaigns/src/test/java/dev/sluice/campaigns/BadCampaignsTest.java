package dev.sluice.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.campaigns.ApiFixture.Answer;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Bad input about campaigns")
class BadCampaignsTest extends BadInput {

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
  @DisplayName("a campaign that wants to pass for transactional mail, which no cap would stop")
  void noTransactionalCampaign() {
    assertRefused(
        () -> api.post("/campaigns", CAMPAIGN.replaceFirst("}$", ",\"transactional\":true}")),
        "transactional",
        "true",
        "no such member");
    assertRefused(
        () -> api.post("/campaigns", CAMPAIGN.replaceFirst("}$", ",\"template\":\"receipt\"}")),
        "template",
        "receipt",
        "no such member");
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
  @DisplayName("duplicate campaign")
  void duplicateCampaign() {
    api.post("/campaigns", CAMPAIGN).expect(201);
    assertRefused(409, () -> api.post("/campaigns", CAMPAIGN), "id", "sale", "use another id");
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
}
