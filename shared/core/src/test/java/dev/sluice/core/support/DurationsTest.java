package dev.sluice.core.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A duration")
class DurationsTest {

  @ParameterizedTest(name = "of {0} is written {1}")
  @CsvSource({
    "PT168H, P7D",
    "P1D, P1D",
    "PT0S, PT0S",
    "PT36H, PT36H",
    "PT24H0.000000001S, PT24H0.000000001S",
    "-P7D, P-7D",
    "PT90M, PT1H30M"
  })
  @DisplayName("is written in days if it is whole days, and read again as the same")
  void writesWholeDaysAsDaysAndParsesBack(Duration duration, String text) {
    assertThat(Durations.toIsoText(duration)).isEqualTo(text);
    assertThat(Duration.parse(text)).isEqualTo(duration);
  }
}
