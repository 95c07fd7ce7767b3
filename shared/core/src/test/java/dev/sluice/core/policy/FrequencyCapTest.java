package dev.sluice.core.policy;

import static dev.sluice.core.support.InvalidInputAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.segment.Criterion;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A frequency cap")
class FrequencyCapTest {
  private static final TopicId OFFERS = new TopicId("offers");
  private static final TopicId NEWS = new TopicId("news");

  @Test
  @DisplayName("covers all marketing mail if it names no topic")
  void coversAllMarketingWithoutTopic() {
    assertThat(cap("daily", 1, Optional.empty()).covers(OFFERS)).isTrue();
  }

  @Test
  @DisplayName("covers only its topic if it names one")
  void coversOnlyItsTopic() {
    FrequencyCap cap = cap("offers", 1, Optional.of(OFFERS));
    assertThat(cap.covers(OFFERS)).isTrue();
    assertThat(cap.covers(NEWS)).isFalse();
  }

  @ParameterizedTest(name = "is refused with a limit of {0}")
  @ValueSource(ints = {0, -1, 1001})
  void rejectsLimitOutsideRange(int limit) {
    assertRefused(
        () -> cap("daily", limit, Optional.empty()),
        "limit",
        Integer.toString(limit),
        "use 1 to 1000; to send nothing, pause the campaigns or unsubscribe the topic");
  }

  @Test
  @DisplayName("is refused with a name that is not an identifier")
  void rejectsInvalidName() {
    assertRefused(
        () -> cap("1 a day", 1, Optional.empty()), "name", "1 a day", "lower-case letters");
  }

  private static FrequencyCap cap(String name, int limit, Optional<TopicId> topic) {
    return new FrequencyCap(
        name, limit, new Window.Rolling(Duration.ofDays(7)), topic, new Criterion.Everyone());
  }
}
