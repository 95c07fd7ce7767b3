package dev.sluice.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.segment.Criterion;
import dev.sluice.core.support.Violation;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A criterion in JSON")
class CriterionJsonTest {

  private static final long SEED = 20261122;
  private static final JsonDecoder<Criterion> DECODER = CriterionJson.decoder();

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{\"everyone\":true}",
        "{\"all\":[{\"everyone\":true},{\"stage\":[\"lapsed\",\"inactive\"]}]}",
        "{\"any\":[{\"attribute\":\"vip\",\"equals\":true}]}",
        "{\"not\":{\"attribute\":\"country\",\"oneOf\":[\"EE\",\"FI\"]}}",
        "{\"attribute\":\"purchases\",\"atLeast\":2}",
        "{\"attribute\":\"purchases\",\"lessThan\":2.5}",
        "{\"attribute\":\"city\",\"notEquals\":\"Tartu\"}",
        "{\"attribute\":\"joined\",\"atMost\":{\"date\":\"2026-01-31\"}}",
        "{\"attribute\":\"joined\",\"moreThan\":{\"date\":\"2026-01-31\"}}",
        "{\"attribute\":\"email\",\"present\":true}",
        "{\"attribute\":\"lastPurchase\",\"daysSince\":{\"atMost\":90}}",
      })
  @DisplayName("is read and written back as it was")
  void writesBackEveryForm(String document) {
    assertThat(CriterionJson.toJson(Json.decode(Json.parse(document), DECODER)))
        .hasToString(document);
  }

  @Test
  @DisplayName("of any shape is read back as it was written")
  void roundTripsRandomCriteria() {
    Random random = new Random(SEED);
    for (int i = 0; i < 2_000; i++) {
      Criterion criterion = RandomCriterionGenerator.nextCriterion(random, Criterion.MAX_DEPTH);
      String written = Json.encode(CriterionJson.toJson(criterion));
      assertThat(Json.decode(Json.parse(written), DECODER)).as(written).isEqualTo(criterion);
    }
  }

  @Test
  @DisplayName("of 8 levels is accepted, of 9 it is refused where it gets too deep")
  void rejectsMoreThanEightLevels() {
    assertThat(Json.decode(Json.parse(nested(7)), DECODER).depth()).isEqualTo(8);
    assertThat(RejectedJson.onlyViolationOf(nested(8), DECODER))
        .isEqualTo(
            new Violation(
                "not.not.not.not.not.not.not.not",
                "an object of 1 member",
                "nest at most 8 levels; use segments of their own"));
  }

  @Test
  @DisplayName("of 100 conditions and groups is accepted, of 101 it is refused")
  void rejectsMoreThanHundredNodes() {
    assertThat(Json.decode(Json.parse(wide(33, 33)), DECODER).nodeCount()).isEqualTo(100);
    assertThat(RejectedJson.onlyViolationOf(wide(33, 34), DECODER).remedy())
        .isEqualTo("use at most 100 conditions and groups in all");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "nothing | `{}` | body | give exactly one of",
        "two forms | `{\"everyone\":true,\"stage\":[\"lapsed\"]}` | body | give exactly one of",
        "no condition | `{\"attribute\":\"x\"}` | body | give exactly one of",
        "two conditions | `{\"attribute\":\"x\",\"atLeast\":1,\"atMost\":2}` | body | exactly one",
        "an unknown condition | `{\"attribute\":\"x\",\"atleast\":1}` | atleast | did you mean"
            + " 'atLeast'",
        "an empty group | `{\"all\":[]}` | all | give 1 to 100 entries",
        "everyone false | `{\"everyone\":false}` | everyone | use true",
        "present false | `{\"attribute\":\"x\",\"present\":false}` | present | put it in 'not'",
        "an unknown stage | `{\"stage\":[\"asleep\"]}` | stage[0] | use one of prospect",
        "a bad name | `{\"attribute\":\"first name\",\"present\":true}` | attribute | use a letter",
        "a bad date | `{\"attribute\":\"x\",\"equals\":{\"date\":\"2026-02-30\"}}` | equals.date |"
            + " use a date",
        "a huge exponent | `{\"attribute\":\"x\",\"equals\":1e999999999}` | equals | at most 38"
            + " digits",
        "a tiny exponent | `{\"attribute\":\"x\",\"equals\":1e-400}` | equals | at most 38 digits",
        "a list as value | `{\"attribute\":\"x\",\"equals\":[1]}` | equals | use a text, a number",
        "half a day | `{\"attribute\":\"x\",\"daysSince\":{\"atMost\":0.5}}` | daysSince.atMost |"
            + " use a whole number",
        "a wrong one inside | `{\"any\":[{\"everyone\":true},{\"not\":{\"all\":[{\"stage\":7}]}}]}`"
            + " | any[1].not.all[0].stage | use a list",
      })
  @DisplayName("that says something impossible is refused with its path and a remedy")
  void rejectsImpossibleCriteriaWithPathAndRemedy(
      String what, String document, String field, String remedy) {
    Violation violation = RejectedJson.violationsOf(document, DECODER).getFirst();
    assertThat(violation.field()).as(what).isEqualTo(field);
    assertThat(violation.remedy()).as(what).contains(remedy);
  }

  private static String nested(int nots) {
    return "{\"not\":".repeat(nots) + "{\"everyone\":true}" + "}".repeat(nots);
  }

  /** Three groups in one: 1 + 3 + 2 * {@code full} + {@code last} conditions and groups. */
  private static String wide(int full, int last) {
    return "{\"all\":[%s,%s,%s]}".formatted(group(full - 1), group(full - 1), group(last - 1));
  }

  private static String group(int conditions) {
    return "{\"any\":["
        + String.join(",", Collections.nCopies(conditions, "{\"everyone\":true}"))
        + "]}";
  }
}
