package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Sending a backlog")
class RateBenchTest {

  @ParameterizedTest(name = "{0} workers")
  @DisplayName("uses the granted rate to the full without one 429 answer")
  @ValueSource(ints = {1, 4, 16})
  void usesTheRateAndNotMore(int workers) throws Exception {
    RateCase fourteen = new RateCase(14, workers, Duration.ofMinutes(1));
    RateResult result;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      result = RateBench.measure(fourteen, threads);
    }

    assertThat(result.granted()).as("60 s of 14/s less a fifth").isEqualTo(672);
    assertThat(result.throttled()).isZero();
    assertThat(result.usedPercent()).isBetween(97.0, 100.0);
    assertThat(result.holds()).isTrue();
  }

  @Test
  @DisplayName("misses its bar with one 429, with a rate left unused, and with one exceeded")
  void missesItsBar() {
    RateCase any = new RateCase(100, 1, Duration.ofSeconds(10));
    assertThat(new RateResult(any, 800, 776, 0, 9).holds()).isTrue();
    assertThat(new RateResult(any, 800, 775, 0, 9).holds()).isFalse();
    assertThat(new RateResult(any, 800, 801, 0, 9).holds()).isFalse();
    assertThat(new RateResult(any, 800, 800, 1, 9).holds()).isFalse();
  }
}
