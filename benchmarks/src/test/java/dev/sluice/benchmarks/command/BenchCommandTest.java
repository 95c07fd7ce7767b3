package dev.sluice.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.benchmarks.AdverseConditionsBench.AdverseConditionsResult;
import dev.sluice.benchmarks.Percentiles;
import dev.sluice.benchmarks.SendRateBench.SendRateCase;
import dev.sluice.benchmarks.SendRateBench.SendRateResult;
import dev.sluice.benchmarks.TransactionalLoadBench.TransactionalLoadResult;
import dev.sluice.cli.command.CommandOutput;
import dev.sluice.cli.console.Screen;
import dev.sluice.core.support.InvalidInputException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("sluice bench")
class BenchCommandTest {

  private final StringWriter out = new StringWriter();
  private final PrintWriter writer = new PrintWriter(out, true);
  private final BenchCommand command =
      new BenchCommand(new CommandOutput(writer, Screen.plain(writer), Screen.plain(writer)));

  @Test
  @DisplayName("prints a row for each rate and exits with 0 if every bar is reached")
  void exitsWithZeroWhenEveryTargetIsMet() throws Exception {
    int code =
        command.measure(cases(), measured -> new SendRateResult(measured, 1_000, 990, 0, 495));
    assertThat(code).isZero();
    assertThat(out.toString()).contains("99.00", "0.50", "reached", "every bar is reached");
  }

  @Test
  @DisplayName("exits with 1 if one bar is missed")
  void exitsWithOneWhenATargetIsMissed() throws Exception {
    int code =
        command.measure(
            cases(),
            measured -> new SendRateResult(measured, 1_000, 990, measured.workers() / 16, 495));
    assertThat(code).isEqualTo(1);
    assertThat(out.toString()).contains("reached", "MISSED");
  }

  @Test
  @DisplayName("measures 14, 100 and 500 a second, each with 1, 4 and 16 workers")
  void measuresNineCases() {
    assertThat(SendRateCase.all()).hasSize(9).doesNotHaveDuplicates();
    assertThat(SendRateCase.all()).extracting(SendRateCase::rate).contains(14, 100, 500);
    assertThat(SendRateCase.all()).extracting(SendRateCase::workers).contains(1, 4, 16);
  }

  @Test
  @DisplayName("measures some of them on request")
  void measuresSelectedCases() {
    assertThat(BenchCommand.selectCases(List.of(100), List.of(1, 16)))
        .extracting(SendRateCase::rate, SendRateCase::workers)
        .containsExactly(tuple(100, 1), tuple(100, 16));
    assertThat(BenchCommand.selectCases(List.of(), List.of())).isEqualTo(SendRateCase.all());
    assertThatThrownBy(() -> BenchCommand.selectCases(List.of(15), List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("14, 100");
  }

  @Test
  @DisplayName("prints how transactional mail fared, and exits with 1 if a bar is missed")
  void reportsTransactionalResults() {
    TransactionalLoadResult.SystemTimings idle =
        new TransactionalLoadResult.SystemTimings(new Percentiles(500, 1_000), 6);
    TransactionalLoadResult.SystemTimings slow =
        new TransactionalLoadResult.SystemTimings(new Percentiles(505, 1_300), 6);
    AdverseConditionsResult hostile = new AdverseConditionsResult(10, 10, 2, 2, 0, 80, 75, 0);

    assertThat(command.report(new TransactionalLoadResult(10, 10, 0, 5, 5, idle, idle), hostile))
        .isZero();
    assertThat(out.toString()).contains("ratio", "1.00", "every bar is reached");
    assertThat(command.report(new TransactionalLoadResult(10, 10, 0, 5, 5, idle, slow), hostile))
        .isOne();
    assertThat(out.toString()).contains("1.30", "1.01", "a bar is MISSED");
  }

  private static List<SendRateCase> cases() {
    return List.of(
        new SendRateCase(14, 1, Duration.ofMinutes(1)),
        new SendRateCase(14, 16, Duration.ofMinutes(1)));
  }
}
