package dev.sluice.aws.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.Violation;
import dev.sluice.scheduling.policy.TopicId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Reading an object")
class ObjectReaderTest {

  private static final Kind<?> TOPIC = TopicJson.topic(new TopicId("offers"));

  @Test
  @DisplayName("names everything that is wrong at once")
  void everything() {
    assertThat(
            Refusals.of(
                """
                {"name":"", "joining":"maybe", "cadence":7, "colour":"red"}
                """,
                TOPIC))
        .extracting(Violation::field)
        .containsExactlyInAnyOrder("name", "description", "joining", "cadence", "colour");
  }

  @Test
  @DisplayName("suggests the nearest name for an unknown member")
  void suggestion() {
    assertThat(
            Refusals.onlyOf(
                "{\"name\":\"Offers\",\"description\":\"Weekly\",\"cadense\":\"weekly\"}", TOPIC))
        .isEqualTo(new Violation("cadense", "weekly", "no such member: did you mean 'cadence'?"));
  }

  @Test
  @DisplayName("lists the known names for a member that is like none of them")
  void noSuggestion() {
    assertThat(
            Refusals.onlyOf(
                    "{\"name\":\"Offers\",\"description\":\"Weekly\",\"xyzzy\":[1,2]}", TOPIC)
                .remedy())
        .isEqualTo(
            "no such member: remove it, or use one of id, name, description, joining, cadence");
  }

  @Test
  @DisplayName("asks for a member that is absent")
  void absent() {
    assertThat(Refusals.onlyOf("{\"name\":\"Offers\"}", TOPIC))
        .isEqualTo(new Violation("description", "absent", "give a value for 'description'"));
  }

  @Test
  @DisplayName("refuses null, which is neither a value nor nothing")
  void nullMember() {
    assertThat(
            Refusals.onlyOf(
                "{\"name\":\"Offers\",\"description\":\"Weekly\",\"cadence\":null}", TOPIC))
        .isEqualTo(new Violation("cadence", "null", "give a value, or leave 'cadence' out"));
  }

  @Test
  @DisplayName("refuses what is no object, by what it is instead")
  void noObject() {
    assertThat(Refusals.onlyOf("[1,2]", TOPIC))
        .isEqualTo(new Violation("body", "a list of 2 entries", "use an object"));
    assertThat(Refusals.onlyOf("\"topic\"", TOPIC).value()).isEqualTo("topic");
  }

  @Test
  @DisplayName("names the constants it knows for one that it does not")
  void constant() {
    Violation violation =
        Refusals.onlyOf(
            "{\"name\":\"Offers\",\"description\":\"Weekly\",\"joining\":\"OPT_IN\"}", TOPIC);
    assertThat(violation).isEqualTo(new Violation("joining", "OPT_IN", "use one of optIn, optOut"));
  }

  @Test
  @DisplayName("reports a bounded number of violations, each of bounded length")
  void bounded() {
    StringBuilder many = new StringBuilder("{\"name\":\"Offers\",\"description\":\"Weekly\"");
    for (int i = 0; i < 1_000; i++) {
      many.append(",\"").append("x".repeat(500)).append(i).append("\":1");
    }
    assertThat(Refusals.of(many + "}", TOPIC))
        .hasSize(Violations.MAX)
        .allSatisfy(violation -> assertThat(violation.field()).hasSizeLessThan(100));
  }

  @Test
  @DisplayName("refuses half of a surrogate pair, which could not be stored")
  void surrogate() {
    assertThat(
            Refusals.onlyOf("{\"name\":\"a\\ud83d\",\"description\":\"Weekly\"}", TOPIC).remedy())
        .isEqualTo("use whole Unicode characters");
  }

  @Test
  @DisplayName("accepts the identifier of the path in the body, and no other")
  void sameId() {
    String rest = ",\"name\":\"Offers\",\"description\":\"Weekly\"}";
    assertThat(Json.read(Json.parse("{\"id\":\"offers\"" + rest), TOPIC)).isNotNull();
    assertThat(Refusals.onlyOf("{\"id\":\"news\"" + rest, TOPIC).field()).isEqualTo("id");
  }
}
