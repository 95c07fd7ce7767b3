package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.bench.HostileResult;
import dev.sluice.bench.LoadResult;
import dev.sluice.bench.Percentiles;
import dev.sluice.bench.RateCase;
import dev.sluice.bench.RateResult;
import dev.sluice.cli.screen.Screen;
import dev.sluice.scheduling.InvalidInputException;
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
      new BenchCommand(new Io(writer, Screen.plain(writer), Screen.plain(writer)));

  @Test
  @DisplayName("prints a row for each rate and exits with 0 if every bar is reached")
  void reachesEveryBar() throws Exception {
    int code = command.measure(cases(), measured -> new RateResult(measured, 1_000, 990, 0, 495));
    assertThat(code).isZero();
    assertThat(out.toString()).contains("99.00", "0.50", "reached", "every bar is reached");
  }

  @Test
  @DisplayName("exits with 1 if one bar is missed")
  void missesABar() throws Exception {
    int code =
        command.measure(
            cases(),
            measured -> new RateResult(measured, 1_000, 990, measured.workers() / 16, 495));
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

  @Test
  @DisplayName("measures some of them on request")
  void measuresSome() {
    assertThat(BenchCommand.chosen(List.of(100), List.of(1, 16)))
        .extracting(RateCase::rate, RateCase::workers)
        .containsExactly(tuple(100, 1), tuple(100, 16));
    assertThat(BenchCommand.chosen(List.of(), List.of())).isEqualTo(RateCase.all());
    assertThatThrownBy(() -> BenchCommand.chosen(List.of(15), List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("14, 100");
  }

  @Test
  @DisplayName("prints how transactional mail fared, and exits with 1 if a bar is missed")
  void transactional() {
    LoadResult.Side idle = new LoadResult.Side(new Percentiles(500, 1_000), 6);
    LoadResult.Side slow = new LoadResult.Side(new Percentiles(505, 1_300), 6);
    HostileResult hostile = new HostileResult(10, 10, 2, 2, 0, 80, 75, 0);

    assertThat(command.report(new LoadResult(10, 10, 0, 5, 5, idle, idle), hostile)).isZero();
    assertThat(out.toString()).contains("ratio", "1.00", "every bar is reached");
    assertThat(command.report(new LoadResult(10, 10, 0, 5, 5, idle, slow), hostile)).isOne();
    assertThat(out.toString()).contains("1.30", "1.01", "a bar is MISSED");
  }

  private static List<RateCase> cases() {
    return List.of(
        new RateCase(14, 1, Duration.ofMinutes(1)), new RateCase(14, 16, Duration.ofMinutes(1)));
  }
}
