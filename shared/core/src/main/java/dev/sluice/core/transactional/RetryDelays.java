package dev.sluice.core.transactional;

import dev.sluice.core.sending.SendOutcome.Limit;
import java.time.Duration;

/** How long a message waits between attempts. */
public final class RetryDelays {

  /** The longest delay of a queue message (SQS quota). */
  public static final Duration MAX = Duration.ofMinutes(15);

  /**
   * How long an attempt without answer is left alone: longer than any function runs, so that none
   * is still at it, and long enough for the event that may tell its fate.
   */
  public static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);

  /** How long a message is tried: SES's daily quota has rolled over once by then. */
  public static final Duration MAX_AGE = Duration.ofHours(24);

  /** Rate limits pass within seconds. */
  private static final Duration FIRST_AFTER_RATE = Duration.ofSeconds(5);

  /** Part of the rolling 24 hours must pass before there is quota again. */
  private static final Duration FIRST_AFTER_DAILY = Duration.ofMinutes(5);

  /** Account-level trouble is mended by people, or by SES within minutes. */
  private static final Duration FIRST_AFTER_WITHHELD = Duration.ofSeconds(30);

  private RetryDelays() {}

  /** Returns the delay of a message that a limit of the account stopped at this age. */
  static Duration afterLimit(Limit limit, Duration age) {
    return switch (limit) {
      case RATE -> doubled(age, FIRST_AFTER_RATE);
      case DAILY -> doubled(age, FIRST_AFTER_DAILY);
    };
  }

  /** Returns the delay of a message at whose age SES took nothing, or was not reached. */
  static Duration afterWithheld(Duration age) {
    return doubled(age, FIRST_AFTER_WITHHELD);
  }

  /** It waits as long again as it has waited: so delays double, up to the longest. */
  private static Duration doubled(Duration age, Duration least) {
    Duration delay = age.compareTo(least) > 0 ? age : least;
    return delay.compareTo(MAX) < 0 ? delay : MAX;
  }
}
