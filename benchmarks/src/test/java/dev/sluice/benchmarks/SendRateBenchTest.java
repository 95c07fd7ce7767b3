package dev.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.benchmarks.SendRateBench.SendRateCase;
import dev.sluice.benchmarks.SendRateBench.SendRateResult;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Sending a backlog")
class SendRateBenchTest {

  @ParameterizedTest(name = "{0} workers")
  @DisplayName("uses the granted rate to the full without one 429 answer")
  @ValueSource(ints = {1, 4, 16})
  void usesTheGrantedRateWithoutThrottling(int workers) throws Exception {
    SendRateCase fourteen = new SendRateCase(14, workers, Duration.ofMinutes(1));
    SendRateResult result;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      result = SendRateBench.measure(fourteen, threads);
    }

    assertThat(result.granted()).as("60 s of 14/s less a fifth").isEqualTo(672);
    assertThat(result.throttled()).isZero();
    assertThat(result.usedPercent()).isBetween(97.0, 100.0);
    assertThat(result.meetsTarget()).isTrue();
  }

  @Test
  @DisplayName("misses its bar with one 429, with a rate left unused, and with one exceeded")
  void missesTargetWhenThrottledUnusedOrExceeded() {
    SendRateCase any = new SendRateCase(100, 1, Duration.ofSeconds(10));
    assertThat(new SendRateResult(any, 800, 776, 0, 9).meetsTarget()).isTrue();
    assertThat(new SendRateResult(any, 800, 775, 0, 9).meetsTarget()).isFalse();
    assertThat(new SendRateResult(any, 800, 801, 0, 9).meetsTarget()).isFalse();
    assertThat(new SendRateResult(any, 800, 800, 1, 9).meetsTarget()).isFalse();
  }
}
