package dev.sluice.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.policy.TopicId;
import dev.sluice.core.support.Violation;
import dev.sluice.core.support.ViolationCollector;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Reading an object")
class ObjectDecoderTest {

  private static final JsonDecoder<?> TOPIC = TopicJson.decoder(new TopicId("offers"));

  @Test
  @DisplayName("names everything that is wrong at once")
  void reportsAllViolationsAtOnce() {
    assertThat(
            RejectedJson.violationsOf(
                """
                {"name":"", "joining":"maybe", "cadence":7, "colour":"red"}
                """,
                TOPIC))
        .extracting(Violation::field)
        .containsExactlyInAnyOrder("name", "description", "joining", "cadence", "colour");
  }

  @Test
  @DisplayName("suggests the nearest name for an unknown member")
  void suggestsTheClosestMemberName() {
    assertThat(
            RejectedJson.onlyViolationOf(
                "{\"name\":\"Offers\",\"description\":\"Weekly\",\"cadense\":\"weekly\"}", TOPIC))
        .isEqualTo(new Violation("cadense", "weekly", "no such member: did you mean 'cadence'?"));
  }

  @Test
  @DisplayName("lists the known names for a member that is like none of them")
  void listsMemberNamesWhenNoneIsClose() {
    assertThat(
            RejectedJson.onlyViolationOf(
                    "{\"name\":\"Offers\",\"description\":\"Weekly\",\"xyzzy\":[1,2]}", TOPIC)
                .remedy())
        .isEqualTo(
            "no such member: remove it, or use one of id, name, description, joining, cadence,"
                + " sender");
  }

  @Test
  @DisplayName("asks for a member that is absent")
  void requiresMissingMembers() {
    assertThat(RejectedJson.onlyViolationOf("{\"name\":\"Offers\"}", TOPIC))
        .isEqualTo(new Violation("description", "absent", "give a value for 'description'"));
  }

  @Test
  @DisplayName("refuses null, which is neither a value nor nothing")
  void rejectsNull() {
    assertThat(
            RejectedJson.onlyViolationOf(
                "{\"name\":\"Offers\",\"description\":\"Weekly\",\"cadence\":null}", TOPIC))
        .isEqualTo(new Violation("cadence", "null", "give a value, or leave 'cadence' out"));
  }

  @Test
  @DisplayName("does not propose to leave out what is required")
  void asksForARequiredMemberThatIsNull() {
    assertThat(RejectedJson.onlyViolationOf("{\"name\":null,\"description\":\"Weekly\"}", TOPIC))
        .isEqualTo(new Violation("name", "null", "give a value for 'name', which is required"));
  }

  @Test
  @DisplayName("refuses what is no object, by what it is instead")
  void rejectsOtherTypes() {
    assertThat(RejectedJson.onlyViolationOf("[1,2]", TOPIC))
        .isEqualTo(new Violation("body", "a list of 2 entries", "use an object"));
    assertThat(RejectedJson.onlyViolationOf("\"topic\"", TOPIC).value()).isEqualTo("topic");
  }

  @Test
  @DisplayName("names the constants it knows for one that it does not")
  void listsConstantsForUnknownOnes() {
    Violation violation =
        RejectedJson.onlyViolationOf(
            "{\"name\":\"Offers\",\"description\":\"Weekly\",\"joining\":\"OPT_IN\"}", TOPIC);
    assertThat(violation).isEqualTo(new Violation("joining", "OPT_IN", "use one of optIn, optOut"));
  }

  @Test
  @DisplayName("reports a bounded number of violations, each of bounded length")
  void boundsNumberAndLengthOfViolations() {
    StringBuilder many = new StringBuilder("{\"name\":\"Offers\",\"description\":\"Weekly\"");
    for (int i = 0; i < 1_000; i++) {
      many.append(",\"").append("x".repeat(500)).append(i).append("\":1");
    }
    assertThat(RejectedJson.violationsOf(many + "}", TOPIC))
        .hasSize(ViolationCollector.MAX)
        .allSatisfy(violation -> assertThat(violation.field()).hasSizeLessThan(100));
  }

  @Test
  @DisplayName("refuses half of a surrogate pair, which could not be stored")
  void rejectsUnpairedSurrogates() {
    assertThat(
            RejectedJson.onlyViolationOf(
                    "{\"name\":\"a\\ud83d\",\"description\":\"Weekly\"}", TOPIC)
                .remedy())
        .isEqualTo("use whole Unicode characters");
  }

  @Test
  @DisplayName("accepts the identifier of the path in the body, and no other")
  void acceptsOnlyTheIdOfThePath() {
    String rest = ",\"name\":\"Offers\",\"description\":\"Weekly\"}";
    assertThat(Json.decode(Json.parse("{\"id\":\"offers\"" + rest), TOPIC)).isNotNull();
    assertThat(RejectedJson.onlyViolationOf("{\"id\":\"news\"" + rest, TOPIC).field())
        .isEqualTo("id");
  }
}
