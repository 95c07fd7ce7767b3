package dev.sluice.benchmarks;

/**
 * How transactional mail fared under a marketing backlog, beside an idle system.
 *
 * @param messages messages that were asked for
 * @param acceptedInRequest messages that SES accepted within their own request
 * @param longestWaitMillis the longest simulated time between a request and SES's acceptance
 * @param marketing marketing messages that went out meanwhile
 * @param waiting subscribers that the campaign had not come to in the end
 * @param idle what the idle system took
 * @param loaded what the loaded system took
 */
public record TransactionalLoadResult(
    int messages,
    int acceptedInRequest,
    long longestWaitMillis,
    long marketing,
    long waiting,
    SystemTimings idle,
    SystemTimings loaded) {

  /** How much more time our code may take under load than idle, at the 99th percentile. */
  public static final double MAX_P99_RATIO = 1.2;

  /**
   * One of the two systems.
   *
   * @param micros CPU time in our code for each message, in microseconds
   * @param mostCalls most calls of AWS for a message
   */
  public record SystemTimings(Percentiles micros, int mostCalls) {}

  /** Returns the ratio of the 99th percentiles, loaded to idle. */
  public double p99Ratio() {
    return loaded.micros().p99() / idle.micros().p99();
  }

  /** Returns the ratio of the medians, loaded to idle. */
  public double medianRatio() {
    return loaded.micros().median() / idle.micros().median();
  }

  /** Tells whether none waited, and whether the load cost our code next to nothing. */
  public boolean meetsTarget() {
    return acceptedInRequest == messages
        && longestWaitMillis == 0
        && marketing > 0
        && waiting > 0
        && p99Ratio() <= MAX_P99_RATIO;
  }
}
