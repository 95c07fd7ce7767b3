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
import dev.sluice.core.subscriber.AttributeValue.Day;
import dev.sluice.core.subscriber.AttributeValue.Flag;
import dev.sluice.core.subscriber.AttributeValue.Number;
import dev.sluice.core.subscriber.AttributeValue.Text;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A criterion")
class CriterionTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final Criterion YES = new Everyone();
  private static final Criterion NO = new Not(YES);
  private static final Subscriber MARI =
      new Subscriber(
          new SubscriberId("mari"),
          new EmailAddress("mari@example.com"),
          Optional.empty(),
          Optional.empty(),
          LifecycleStage.LOYAL,
          Map.of(
              "purchases", Number.of(5),
              "country", new Text("EE"),
              "newsletter", new Flag(true),
              "lastPurchase", new Day(TODAY.minusDays(90))));

  @Nested
  @DisplayName("that compares an attribute")
  class Compares {
    @ParameterizedTest(name = "5 purchases: {0} {1} is {2}")
    @CsvSource({
      "EQUALS, 5.0, true", "EQUALS, 4, false", "NOT_EQUALS, 4, true", "NOT_EQUALS, 5, false",
      "LESS_THAN, 6, true", "LESS_THAN, 5, false", "AT_MOST, 5, true", "AT_MOST, 4.99, false",
      "MORE_THAN, 4.99, true", "MORE_THAN, 5, false", "AT_LEAST, 5, true", "AT_LEAST, 6, false",
    })
    void comparesNumbers(Comparison comparison, BigDecimal value, boolean selected) {
      assertThat(selects(new Compared("purchases", comparison, new Number(value))))
          .isEqualTo(selected);
    }

    @Test
    @DisplayName("compares texts, flags and dates with their own kind")
    void comparesTextsFlagsAndDates() {
      assertThat(selects(compared("country", Comparison.LESS_THAN, new Text("FI")))).isTrue();
      assertThat(selects(compared("newsletter", Comparison.EQUALS, new Flag(true)))).isTrue();
      assertThat(selects(compared("newsletter", Comparison.EQUALS, new Flag(false)))).isFalse();
      assertThat(selects(compared("lastPurchase", Comparison.LESS_THAN, new Day(TODAY)))).isTrue();
    }

    @Test
    @DisplayName("does not hold for another kind, whichever comparison")
    void doesNotHoldForAnotherKind() {
      for (Comparison comparison : Comparison.values()) {
        assertThat(selects(compared("purchases", comparison, new Text("5")))).isFalse();
      }
    }

    @Test
    @DisplayName("does not hold for a missing attribute, but 'not' of it does")
    void doesNotHoldForMissingAttribute() {
      for (Comparison comparison : Comparison.values()) {
        Criterion missing = compared("city", comparison, new Text("Tartu"));
        assertThat(selects(missing)).isFalse();
        assertThat(selects(new Not(missing))).isTrue();
      }
    }

    private static Criterion compared(String name, Comparison comparison, AttributeValue value) {
      return new Compared(name, comparison, value);
    }
  }

  @Nested
  @DisplayName("that counts days since a date")
  class CountsDays {
    @ParameterizedTest(name = "90 days ago: {0} {1} is {2}")
    @CsvSource({
      "AT_MOST, 90, true",
      "AT_MOST, 89, false",
      "MORE_THAN, 89, true",
      "MORE_THAN, 90, false",
      "EQUALS, 90, true",
      "AT_LEAST, 91, false",
    })
    void countsDaysSinceDate(Comparison comparison, long days, boolean selected) {
      assertThat(selects(new DaysSince("lastPurchase", comparison, days))).isEqualTo(selected);
    }

    @Test
    @DisplayName("counts dates to come below zero")
    void countsFutureDatesBelowZero() {
      Criterion criterion = new DaysSince("lastPurchase", Comparison.LESS_THAN, 0);
      assertThat(criterion.matches(MARI, TODAY.minusDays(90))).isFalse();
      assertThat(criterion.matches(MARI, TODAY.minusDays(91))).isTrue();
    }

    @Test
    @DisplayName("does not hold for a missing attribute or one that is no date")
    void doesNotHoldWithoutDate() {
      assertThat(selects(new DaysSince("birthday", Comparison.AT_LEAST, 0))).isFalse();
      assertThat(selects(new DaysSince("purchases", Comparison.AT_LEAST, 0))).isFalse();
    }
  }

  @Test
  @DisplayName("selects by presence, whatever the attribute holds")
  void present() {
    assertThat(selects(new Present("country"))).isTrue();
    assertThat(selects(new Present("city"))).isFalse();
  }

  @Test
  @DisplayName("selects by one of several values, numbers by their size")
  void oneOf() {
    Number five = new Number(new BigDecimal("5.00"));
    assertThat(selects(new OneOf("country", Set.of(new Text("FI"), new Text("EE"))))).isTrue();
    assertThat(selects(new OneOf("country", Set.of(new Text("FI"))))).isFalse();
    assertThat(selects(new OneOf("purchases", Set.of(five)))).isTrue();
    assertThat(selects(new OneOf("city", Set.of(new Text("EE"))))).isFalse();
  }

  @Test
  @DisplayName("selects by lifecycle stage")
  void stage() {
    assertThat(selects(new InStage(Set.of(LifecycleStage.LOYAL)))).isTrue();
    assertThat(selects(new InStage(Set.of(LifecycleStage.LAPSED)))).isFalse();
  }

  @Test
  @DisplayName("of all needs every part, of any at least one; without parts all holds and any not")
  void groups() {
    assertThat(selects(new All(List.of(YES, YES)))).isTrue();
    assertThat(selects(new All(List.of(YES, NO)))).isFalse();
    assertThat(selects(new Any(List.of(NO, YES)))).isTrue();
    assertThat(selects(new Any(List.of(NO, NO)))).isFalse();
    assertThat(selects(new All(List.of()))).isTrue();
    assertThat(selects(new Any(List.of()))).isFalse();
  }

  @Test
  @DisplayName("knows its depth and its number of conditions and groups")
  void size() {
    Criterion tree = new All(List.of(YES, new Any(List.of(NO, new Present("city")))));
    assertThat(YES.depth()).isEqualTo(1);
    assertThat(tree.depth()).isEqualTo(4);
    assertThat(tree.nodeCount()).isEqualTo(6);
  }

  private static boolean selects(Criterion criterion) {
    return criterion.matches(MARI, TODAY);
  }
}
