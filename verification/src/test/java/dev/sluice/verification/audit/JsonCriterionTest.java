package dev.sluice.verification.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.client.JsonText;
import dev.sluice.verification.audit.AuditInput.AuditedSubscriber;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A rule, as the audit reads it,")
class JsonCriterionTest {

  private static final AuditedSubscriber PERSON =
      new AuditedSubscriber(
          "a",
          "a@example.com",
          Optional.empty(),
          "lapsed",
          JsonText.parse(
              """
              {"purchases":3,"country":"EE","vip":false,"lastPurchase":{"date":"2026-10-01"}}
              """),
          List.of());

  @ParameterizedTest
  @DisplayName("holds for")
  @ValueSource(
      strings = {
        "{\"everyone\":true}",
        "{\"attribute\":\"purchases\",\"equals\":3.0}",
        "{\"attribute\":\"purchases\",\"notEquals\":4}",
        "{\"attribute\":\"purchases\",\"atMost\":3}",
        "{\"attribute\":\"purchases\",\"moreThan\":2}",
        "{\"attribute\":\"country\",\"oneOf\":[\"FI\",\"EE\"]}",
        "{\"attribute\":\"vip\",\"equals\":false}",
        "{\"attribute\":\"lastPurchase\",\"daysSince\":{\"atMost\":18}}",
        "{\"attribute\":\"lastPurchase\",\"lessThan\":{\"date\":\"2026-10-02\"}}",
        "{\"attribute\":\"vip\",\"present\":true}",
        "{\"stage\":[\"lapsed\",\"inactive\"]}",
        "{\"not\":{\"attribute\":\"missing\",\"equals\":1}}",
        "{\"all\":[{\"everyone\":true},{\"any\":[{\"not\":{\"everyone\":true}},{\"everyone\":true}]}]}"
      })
  void matchesWhenCriterionHolds(String json) {
    assertThat(holdsFor(json)).isTrue();
  }

  @ParameterizedTest
  @DisplayName("does not hold for")
  @ValueSource(
      strings = {
        "{\"attribute\":\"purchases\",\"lessThan\":3}",
        "{\"attribute\":\"purchases\",\"atLeast\":4}",
        "{\"attribute\":\"purchases\",\"equals\":\"3\"}",
        "{\"attribute\":\"missing\",\"notEquals\":1}",
        "{\"attribute\":\"missing\",\"present\":true}",
        "{\"attribute\":\"country\",\"oneOf\":[\"FI\"]}",
        "{\"attribute\":\"country\",\"daysSince\":{\"atLeast\":0}}",
        "{\"attribute\":\"lastPurchase\",\"daysSince\":{\"atMost\":17}}",
        "{\"stage\":[\"active\"]}",
        "{\"not\":{\"everyone\":true}}"
      })
  void doesNotMatchOtherwise(String json) {
    assertThat(holdsFor(json)).isFalse();
  }

  private static boolean holdsFor(String json) {
    Instant at = Instant.parse("2026-10-18T22:00:00Z");
    return JsonCriterion.matches(JsonText.parse(json), PERSON, at, ZoneId.of("Europe/Tallinn"));
  }
}
