package dev.sluice.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * A small campaign that comes when a large one is going out.
 *
 * @param rate recipients a second that SES grants the account
 * @param large priority of the large campaign
 * @param small priority of the small one
 * @param size messages of the small one
 * @param backlog messages of the large one
 */
public record FairnessCase(int rate, int large, int small, int size, int backlog) {

  /** Five hundred messages behind 12,000, equally heavy, heavier and lighter. */
  public static final List<FairnessCase> ALL =
      List.of(
          new FairnessCase(14, 5, 5, 500, 12_000),
          new FairnessCase(14, 5, 9, 500, 12_000),
          new FairnessCase(14, 9, 1, 500, 12_000));

  /** Returns the time that the small one needs with its share of what marketing may send. */
  public Duration shareTime() {
    double marketing = rate * (100 - SendRateBench.RESERVE_PERCENT) / 100.0;
    double share = marketing * small / (small + large);
    return Duration.ofSeconds(Math.round(size / share));
  }

  /** Returns the time that it would need behind all of the large one. */
  public Duration queueTime() {
    double marketing = rate * (100 - SendRateBench.RESERVE_PERCENT) / 100.0;
    return Duration.ofSeconds(Math.round((size + backlog) / marketing));
  }
}
