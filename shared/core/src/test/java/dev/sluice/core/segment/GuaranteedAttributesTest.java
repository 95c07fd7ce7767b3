package dev.sluice.core.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.segment.Criterion.All;
import dev.sluice.core.segment.Criterion.Any;
import dev.sluice.core.segment.Criterion.Compared;
import dev.sluice.core.segment.Criterion.DaysSince;
import dev.sluice.core.segment.Criterion.Everyone;
import dev.sluice.core.segment.Criterion.InStage;
import dev.sluice.core.segment.Criterion.Not;
import dev.sluice.core.segment.Criterion.OneOf;
import dev.sluice.core.segment.Criterion.Present;
import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.LifecycleStage;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The attributes that every selected subscriber has")
class GuaranteedAttributesTest {

  private static final AttributeValue ONE = AttributeValue.Number.of(1);

  static Stream<Arguments> criteria() {
    return Stream.of(
        Arguments.of(new Everyone(), Set.of()),
        Arguments.of(new Present("a"), Set.of("a")),
        Arguments.of(new Compared("a", Comparison.NOT_EQUALS, ONE), Set.of("a")),
        Arguments.of(new OneOf("a", Set.of(ONE)), Set.of("a")),
        Arguments.of(new DaysSince("a", Comparison.AT_MOST, 9), Set.of("a")),
        Arguments.of(new Not(new Compared("a", Comparison.EQUALS, ONE)), Set.of()),
        Arguments.of(new InStage(Set.of(LifecycleStage.LOYAL)), Set.of()),
        Arguments.of(new All(List.of(new Present("a"), new Present("b"))), Set.of("a", "b")),
        Arguments.of(new Any(List.of(new Present("a"), new Present("b"))), Set.of()),
        Arguments.of(
            new Any(
                List.of(
                    new Compared("a", Comparison.AT_MOST, ONE),
                    new Compared("a", Comparison.AT_LEAST, ONE))),
            Set.of("a")),
        Arguments.of(new Any(List.of(new Present("a"), new Everyone())), Set.of()));
  }

  @ParameterizedTest(name = "{0} guarantees {1}")
  @MethodSource("criteria")
  @DisplayName("are those that its conditions require")
  void containsAttributesRequiredByConditions(Criterion criterion, Set<String> attributes) {
    assertThat(GuaranteedAttributes.guaranteedByAll(List.of(criterion))).isEqualTo(attributes);
  }
}
