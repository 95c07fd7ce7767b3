package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bench.RateCase;
import dev.sluice.bench.RateResult;
import dev.sluice.cli.screen.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("sluice bench rate")
class BenchCommandTest {

  private final StringWriter out = new StringWriter();
  private final PrintWriter writer = new PrintWriter(out, true);
  private final BenchCommand command =
      new BenchCommand(new Io(writer, Screen.plain(writer), Screen.plain(writer)));

  @Test
  @DisplayName("prints a row for each case and exits with 0 if every bar is reached")
  void reachesEveryBar() throws Exception {
    int code = command.measure(cases(), measured -> new RateResult(measured, 1_000, 990, 0));
    assertThat(code).isZero();
    assertThat(out.toString()).contains("99.00", "reached", "every bar is reached");
  }

  @Test
  @DisplayName("exits with 1 if one bar is missed")
  void missesABar() throws Exception {
    int code =
        command.measure(
            cases(), measured -> new RateResult(measured, 1_000, 990, measured.workers() / 16));
    assertThat(code).isEqualTo(1);
    assertThat(out.toString()).contains("reached", "MISSED");
  }

  @Test
  @DisplayName("measures 14, 100 and 500 a second, each with 1, 4 and 16 workers")
  void measuresNineCases() {
    assertThat(RateCase.all()).hasSize(9).doesNotHaveDuplicates();
    assertThat(RateCase.all()).extracting(RateCase::rate).contains(14, 100, 500);
    assertThat(RateCase.all()).extracting(RateCase::workers).contains(1, 4, 16);
  }

  private static List<RateCase> cases() {
    return List.of(
        new RateCase(14, 1, Duration.ofMinutes(1)), new RateCase(14, 16, Duration.ofMinutes(1)));
  }
}
