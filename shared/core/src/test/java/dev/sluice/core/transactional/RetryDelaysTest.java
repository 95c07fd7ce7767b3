package dev.sluice.core.transactional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.sending.SendOutcome.Limit;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Transactional mail waits between attempts")
class RetryDelaysTest {

  @Test
  @DisplayName("longer each time, and never longer than the queue can")
  void growUpToQueueMaximum() {
    Duration before = Duration.ZERO;
    for (Duration age = Duration.ZERO;
        age.compareTo(RetryDelays.MAX_AGE) < 0;
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
