package dev.sluice.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is measured at once.
 *
 * @param rate recipients a second that SES grants the account
 * @param workers workers that share it
 * @param length simulated time
 */
public record SendRateCase(int rate, int workers, Duration length) {

  private static final List<Integer> WORKERS = List.of(1, 4, 16);

  /** Returns every rate with every number of workers: half an hour each, five minutes at 500/s. */
  public static List<SendRateCase> all() {
    return Stream.of(
            casesFor(14, Duration.ofMinutes(30)),
            casesFor(100, Duration.ofMinutes(30)),
            casesFor(500, Duration.ofMinutes(5)))
        .flatMap(List::stream)
        .toList();
  }

  private static List<SendRateCase> casesFor(int rate, Duration length) {
    return WORKERS.stream().map(workers -> new SendRateCase(rate, workers, length)).toList();
  }
}
