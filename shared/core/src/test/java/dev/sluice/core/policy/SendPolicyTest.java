package dev.sluice.core.policy;

import static dev.sluice.core.support.InvalidInputAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.segment.Comparison;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A send policy")
class SendPolicyTest {
  private static final ZoneId TALLINN = ZoneId.of("Europe/Tallinn");
  private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

  @Test
  @DisplayName("counts in the subscriber's zone, or in its own for those without")
  void usesSubscribersZoneOrDefault() {
    assertThat(policy().zoneOf(subscriber(Optional.of(KOLKATA)))).isEqualTo(KOLKATA);
    assertThat(policy().zoneOf(subscriber(Optional.empty()))).isEqualTo(TALLINN);
  }

  @Test
  @DisplayName("limits a subscriber by the caps whose criterion selects them on their own date")
  void selectsCapsByCriterionOnLocalDate() {
    FrequencyCap everyone = cap("everyone", Duration.ofDays(1), new Criterion.Everyone());
    FrequencyCap late =
        cap(
            "late",
            Duration.ofDays(1),
            new Criterion.DaysSince("lastPurchase", Comparison.AT_LEAST, 30));
    SendPolicy policy = policy(everyone, late);
    Instant thirtyDaysLater = Instant.parse("2026-10-30T18:30:00Z");
    Subscriber subscriber = subscriber(Optional.of(KOLKATA));

    assertThat(policy.capsFor(subscriber, KOLKATA, thirtyDaysLater.minusNanos(1)))
        .containsExactly(everyone);
    assertThat(policy.capsFor(subscriber, KOLKATA, thirtyDaysLater))
        .containsExactly(everyone, late);
  }

  @Test
  @DisplayName("remembers sends for 93 days, or as long as its longest window")
  void retainsSendsForLongestWindow() {
    assertThat(policy().retention()).isEqualTo(Duration.ofDays(93));
    assertThat(policy(cap("week", Duration.ofDays(7), new Criterion.Everyone())).retention())
        .isEqualTo(Duration.ofDays(93));
    assertThat(policy(cap("year", Duration.ofDays(365), new Criterion.Everyone())).retention())
        .isEqualTo(Duration.ofDays(365));
  }

  @Test
  @DisplayName("is refused with two caps of one name")
  void rejectsDuplicateCapNames() {
    FrequencyCap cap = cap("daily", Duration.ofDays(1), new Criterion.Everyone());
    assertRefused(() -> policy(cap, cap), "caps[1].name", "daily", "a different name");
  }

  @Test
  @DisplayName("is refused with more than 20 caps")
  void rejectsMoreThanTwentyCaps() {
    FrequencyCap[] caps =
        IntStream.range(0, 21)
            .mapToObj(i -> cap("cap" + i, Duration.ofDays(1), new Criterion.Everyone()))
            .toArray(FrequencyCap[]::new);
    assertRefused(() -> policy(caps), "caps", "21", "at most 20");
  }

  @Test
  @DisplayName("is refused with a look-ahead that is negative or longer than 30 days")
  void rejectsLookAheadOutsideRange() {
    assertRefused(
        () -> lookingAhead(Duration.ofSeconds(-1)), "lookAhead", "PT-1S", "from PT0S to P30D");
    assertRefused(
        () -> lookingAhead(Duration.ofDays(30).plusNanos(1)),
        "lookAhead",
        "PT720H0.000000001S",
        "from PT0S to P30D");
  }

  private static SendPolicy policy(FrequencyCap... caps) {
    return new SendPolicy(1, List.of(caps), Optional.empty(), TALLINN, Duration.ofDays(3));
  }

  private static SendPolicy lookingAhead(Duration lookAhead) {
    return new SendPolicy(1, List.of(), Optional.empty(), TALLINN, lookAhead);
  }

  private static FrequencyCap cap(String name, Duration length, Criterion appliesTo) {
    return new FrequencyCap(name, 1, new Window.Rolling(length), Optional.empty(), appliesTo);
  }

  private static Subscriber subscriber(Optional<ZoneId> zone) {
    return new Subscriber(
        new SubscriberId("s1"),
        new EmailAddress("s1@example.com"),
        zone,
        Optional.empty(),
        LifecycleStage.ACTIVE,
        Map.of("lastPurchase", new AttributeValue.Day(LocalDate.of(2026, 10, 1))));
  }
}
