package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.segment.Criterion;
import dev.sluice.json.CriterionJson;
import dev.sluice.json.Json;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The attributes that everyone selected has")
class GuaranteedAttributesTest {

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "{\"everyone\":true} | -",
        "{\"attribute\":\"a\",\"present\":true} | a",
        "{\"attribute\":\"a\",\"notEquals\":1} | a",
        "{\"attribute\":\"a\",\"oneOf\":[1]} | a",
        "{\"attribute\":\"a\",\"daysSince\":{\"atMost\":9}} | a",
        "{\"not\":{\"attribute\":\"a\",\"equals\":1}} | -",
        "{\"stage\":[\"loyal\"]} | -",
        "{\"all\":[{\"attribute\":\"a\",\"present\":true},{\"attribute\":\"b\",\"present\":true}]}"
            + " | a,b",
        "{\"any\":[{\"attribute\":\"a\",\"present\":true},{\"attribute\":\"b\",\"present\":true}]}"
            + " | -",
        "{\"any\":[{\"attribute\":\"a\",\"atMost\":1},{\"attribute\":\"a\",\"atLeast\":9}]} | a",
        "{\"any\":[{\"attribute\":\"a\",\"present\":true},{\"everyone\":true}]} | -",
      })
  @DisplayName("are those that its conditions cannot hold without")
  void containsAttributesRequiredByConditions(String criterion, String attributes) {
    Criterion read = Json.decode(Json.parse(criterion), CriterionJson.decoder());
    Set<String> expected = attributes == null ? Set.of() : Set.of(attributes.split(","));
    assertThat(GuaranteedAttributes.guaranteedByAll(List.of(read))).isEqualTo(expected);
  }
}
