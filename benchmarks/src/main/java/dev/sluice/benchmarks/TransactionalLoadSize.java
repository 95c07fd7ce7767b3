package dev.sluice.benchmarks;

import java.time.Duration;

/**
 * How much of transactional mail is measured.
 *
 * @param warmUp messages that are sent first and not measured, while the JVM compiles
 * @param messages messages that are measured
 * @param backlog subscribers that the campaign has to go through meanwhile
 */
public record TransactionalLoadSize(int warmUp, int messages, int backlog) {

  /** A thousand messages under a backlog that outlasts them. */
  public static final TransactionalLoadSize FULL = new TransactionalLoadSize(500, 1_000, 15_000);

  /** Recipients a second that SES grants, as to a usual account. */
  static final int RATE = 14;

  /** Arrivals a second, on average: half of the rate that marketing leaves. */
  private static final double ARRIVALS = 1.4;

  /** Returns the simulated time in which the messages arrive. */
  Duration span() {
    return Duration.ofMillis((long) (1_000 * (warmUp + messages) / ARRIVALS));
  }
}
