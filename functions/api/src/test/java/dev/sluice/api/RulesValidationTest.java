package dev.sluice.api;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Bad input about topics, segments and the policy")
class RulesValidationTest extends ValidationTestBase {

  @Test
  @DisplayName("unknown topic of a cap")
  void rejectsUnknownTopicOfCap() {
    assertRejected(
        () -> api.put("/policy", POLICY.replace("\"offers\"", "\"news\"")),
        "caps[1].topic",
        "news",
        "create it with PUT /topics/news");
  }

  @Test
  @DisplayName("a criterion nested too deep")
  void rejectsDeeplyNestedCriterion() {
    String criterion = "{\"not\":".repeat(8) + "{\"everyone\":true}" + "}".repeat(8);
    assertRejected(
        () -> api.put("/segments/deep", "{\"name\":\"Deep\",\"criterion\":" + criterion + "}"),
        "criterion" + ".not".repeat(8),
        "an object of 1 member",
        "nest at most 8 levels");
  }

  @Test
  @DisplayName("a criterion nested so deep that nothing may follow it")
  void rejectsExtremelyNestedJson() {
    String criterion = "{\"not\":".repeat(20_000) + "1" + "}".repeat(20_000);
    assertRejected(
        () -> api.put("/segments/deep", "{\"name\":\"Deep\",\"criterion\":" + criterion + "}"),
        "body",
        "beyond what a document may have",
        "depth (51) exceeds the maximum allowed (50)");
  }

  @Test
  @DisplayName("zero or negative cap")
  void rejectsZeroOrNegativeCap() {
    for (String limit : List.of("0", "-3")) {
      assertRejected(
          () -> api.put("/policy", POLICY.replace("\"limit\":3", "\"limit\":" + limit)),
          "caps[1].limit",
          limit,
          "use 1 to 1000; to send nothing, pause the campaigns");
    }
  }

  @Test
  @DisplayName("invalid JSON, with line and column")
  void rejectsInvalidJsonWithLineAndColumn() {
    assertRejected(
        () -> api.put("/topics/offers", "{\"name\":\"Offers\",\n \"description\": oops}"),
        "body",
        "line 2, column",
        "correct the JSON");
  }

  @Test
  @DisplayName("body too large")
  void rejectsOversizedBody() {
    String body = "{\"name\":\"" + "x".repeat(400_000) + "\"}";
    assertRejected(
        413,
        () -> api.put("/topics/offers", body),
        "body",
        "400011 bytes",
        "send at most 393216 bytes");
  }

  @Test
  @DisplayName("page of a list that is none")
  void rejectsInvalidPageParameters() {
    assertRejected(() -> api.get("/campaigns?limit=0"), "limit", "0", "from 1 to 100");
    assertRejected(() -> api.get("/campaigns?after=A%20B"), "campaign", "A%20B", "lower-case");
    assertRejected(() -> api.get("/policy?revision=first"), "revision", "first", "whole number");
  }
}
