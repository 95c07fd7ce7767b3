package dev.sluice.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.contract.Samples;
import dev.sluice.core.segment.Comparison;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A profile")
class SubscriberProfileTest {

  private static final SubscriberId ANNA = new SubscriberId("anna");
  private static final ZoneId TALLINN = ZoneId.of("Europe/Tallinn");

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "'', 0",
    "D D D, 3",
    "D O D D, 2",
    "D D C, 0",
    "- - -, 0",
    "D - D, 2",
    "D P D, 2",
    "P P P, 0",
    "O B D, 1",
    "D T, 1",
  })
  @DisplayName("counts sends in a row that were delivered and not opened, back from the latest")
  void countsConsecutiveUnopenedSends(String sends, int unopened) {
    assertThat(profile(standing(sends)).attribute("unopened"))
        .contains(AttributeValue.Number.of(unopened));
  }

  @Test
  @DisplayName("knows since which date of the subscriber nothing was opened")
  void returnsDateOfLastEngagement() {
    assertThat(profile(standing("D")).attribute("lastOpened")).isEmpty();
    SubscriberState engaged = standing("O").withEngagement(Samples.NOON.plus(Duration.ofHours(11)));
    assertThat(profile(engaged).attribute("lastOpened"))
        .contains(new AttributeValue.Day(LocalDate.of(2026, 3, 3)));
    Criterion.DaysSince silent = new Criterion.DaysSince("lastOpened", Comparison.AT_LEAST, 30);
    assertThat(silent.matches(profile(engaged), LocalDate.of(2026, 4, 1))).isFalse();
    assertThat(silent.matches(profile(engaged), LocalDate.of(2026, 4, 2))).isTrue();
  }

  @Test
  @DisplayName("has the team's attributes and stage beside")
  void returnsStoredAttributesAndStage() {
    SubscriberProfile profile = profile(standing(""));
    assertThat(profile.attribute("purchases")).contains(AttributeValue.Number.of(7));
    assertThat(profile.stage()).isEqualTo(Samples.subscriber(ANNA).stage());
  }

  private static SubscriberProfile profile(SubscriberState standing) {
    return new SubscriberProfile(Samples.subscriber(ANNA), standing, TALLINN);
  }

  private static SubscriberState standing(String sends) {
    SubscriberState standing = SubscriberState.initial(ANNA);
    int day = 0;
    for (String send : Arrays.stream(sends.split(" ")).filter(s -> !s.isEmpty()).toList()) {
      SendRecord sent = Samples.sent("c" + day, Samples.NOON.plus(Duration.ofDays(day++)));
      SendRecord topical =
          send.equals("T")
              ? new SendRecord(
                  sent.at(),
                  dev.sluice.core.policy.TopicId.TRANSACTIONAL,
                  sent.key(),
                  sent.confirmation())
              : sent;
      standing = Samples.withSend(standing, topical.withEvents(heard(send)));
    }
    return standing.withDueAt(Optional.empty());
  }

  private static Set<SendEvent> heard(String send) {
    return switch (send) {
      case "D", "T" -> Set.of(SendEvent.DELIVERED);
      case "O" -> Set.of(SendEvent.OPENED);
      case "C" -> Set.of(SendEvent.CLICKED);
      case "P" -> Set.of(SendEvent.PREFETCHED);
      case "B" -> Set.of(SendEvent.SOFT_BOUNCED);
      default -> Set.of();
    };
  }
}
