package dev.sluice.core.subscriber;

import static dev.sluice.core.support.InvalidInputAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.subscriber.AttributeValue.Day;
import dev.sluice.core.subscriber.AttributeValue.Flag;
import dev.sluice.core.subscriber.AttributeValue.Number;
import dev.sluice.core.subscriber.AttributeValue.Text;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A subscriber's attributes")
class SubscriberTest {
  @Test
  @DisplayName("are found by name, and are empty where there are none")
  void findsAttributesByName() {
    Subscriber mari = with(Map.of("city", new Text("Tartu")));
    assertThat(mari.attribute("city")).contains(new Text("Tartu"));
    assertThat(mari.attribute("country")).isEmpty();
  }

  @ParameterizedTest(name = "[{index}] are refused under a name such as ''{0}''")
  @ValueSource(strings = {"", "1st", "_x", "last purchase", "last-purchase", "õnn", "a\n"})
  void rejectsInvalidAttributeNames(String name) {
    assertRefused(
        () -> with(Map.of(name, new Flag(true))), "attributes", name, "use a letter followed by");
  }

  @Test
  @DisplayName("are refused with a text of more than 1,000 characters")
  void rejectsTextOfMoreThan1000Characters() {
    assertThat(with(Map.of("bio", new Text("x".repeat(1000)))).attributes()).hasSize(1);
    assertRefused(
        () -> with(Map.of("bio", new Text("x".repeat(1001)))),
        "attributes.bio",
        "x".repeat(80) + "…",
        "shorten it to 1000 characters");
  }

  @Test
  @DisplayName("are at most 50")
  void allowsAtMost50Attributes() {
    Map<String, AttributeValue> many = new HashMap<>();
    for (int i = 0; i < 51; i++) {
      many.put("a" + i, new Flag(true));
    }
    assertRefused(() -> with(many), "attributes", "51", "give at most 50 attributes");
  }

  @Nested
  @DisplayName("that are numbers")
  class Numbers {
    @ParameterizedTest(name = "{0} and {1} are the same")
    @CsvSource({"1, 1.0", "0, 0.00", "100, 1E+2", "-5.50, -5.5"})
    void treatsEqualNumbersAsSame(BigDecimal one, BigDecimal other) {
      assertThat(new Number(one)).isEqualTo(new Number(other));
      assertThat(new Number(one)).hasSameHashCodeAs(new Number(other));
    }

    @ParameterizedTest(name = "{0} is refused: nobody writes it, and its digits would fill a page")
    @ValueSource(
        strings = {"1E+39", "1E-39", "1E+999999999", "123456789012345678901234567890123456789"})
    void rejectsNumbersOutOfRange(BigDecimal value) {
      assertRefused(() -> new Number(value), "number", value.toString(), "at most 38 digits");
    }

    @Test
    @DisplayName("may have 38 digits")
    void allows38Digits() {
      assertThat(new Number(new BigDecimal("9".repeat(38))).display()).hasSize(38);
      assertThat(new Number(new BigDecimal("0." + "9".repeat(37))).display()).hasSize(39);
    }
  }

  @Test
  @DisplayName("are shown in templates as people write them")
  void shown() {
    assertThat(new Number(new BigDecimal("1.2E+3")).display()).isEqualTo("1200");
    assertThat(new Number(new BigDecimal("0.10")).display()).isEqualTo("0.1");
    assertThat(new Text("Tartu").display()).isEqualTo("Tartu");
    assertThat(new Flag(true).display()).isEqualTo("true");
    assertThat(new Day(LocalDate.of(2026, 1, 31)).display()).isEqualTo("2026-01-31");
  }

  private static Subscriber with(Map<String, AttributeValue> attributes) {
    return new Subscriber(
        new SubscriberId("mari"),
        new EmailAddress("mari@example.com"),
        Optional.empty(),
        Optional.empty(),
        LifecycleStage.ACTIVE,
        attributes);
  }
}
