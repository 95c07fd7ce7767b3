package dev.sluice.scheduling.transactional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.visit.SendOutcome.Limit;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Transactional mail waits between attempts")
class RetryDelaysTest {

  @Test
  @DisplayName("longer each time, and never longer than the queue can")
  void delays() {
    Duration before = Duration.ZERO;
    for (Duration age = Duration.ZERO;
        age.compareTo(RetryDelays.PATIENCE) < 0;
        age = age.plusSeconds(97)) {
      Duration delay = RetryDelays.afterLimit(Limit.RATE, age);
      assertThat(delay).isBetween(before, RetryDelays.MAX);
      before = delay;
    }
    assertThat(before).isEqualTo(RetryDelays.MAX);
    assertThat(RetryDelays.afterWithheld(Duration.ZERO)).isEqualTo(Duration.ofSeconds(30));
    assertThat(RetryDelays.afterLimit(Limit.DAILY, Duration.ZERO)).isEqualTo(Duration.ofMinutes(5));
  }
}
