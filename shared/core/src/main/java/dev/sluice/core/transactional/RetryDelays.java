package dev.sluice.core.transactional;

import dev.sluice.core.sending.SendOutcome.Limit;
import java.time.Duration;

/** The delays of a message between its attempts. */
public final class RetryDelays {

  /** The longest delay of a queue message (SQS quota). */
  public static final Duration MAX = Duration.ofMinutes(15);

  /**
   * How long an attempt without a response is left alone: longer than any function runs, so that
   * none still works on it, and long enough for an event that reports its outcome.
   */
  public static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);

  /** How long attempts continue: SES's daily quota has been renewed once by then. */
  public static final Duration MAX_AGE = Duration.ofHours(24);

  /** Rate limits pass within seconds. */
  private static final Duration FIRST_AFTER_RATE = Duration.ofSeconds(5);

  /** Part of the rolling 24 hours must pass before there is quota again. */
  private static final Duration FIRST_AFTER_DAILY = Duration.ofMinutes(5);

  /** Account-level problems are solved by people, or by SES within minutes. */
  private static final Duration FIRST_AFTER_WITHHELD = Duration.ofSeconds(30);

  private RetryDelays() {}

  /** Returns the delay of a message that a limit of the account stopped at this age. */
  static Duration afterLimit(Limit limit, Duration age) {
    return switch (limit) {
      case RATE -> doubled(age, FIRST_AFTER_RATE);
      case DAILY -> doubled(age, FIRST_AFTER_DAILY);
    };
  }

  /** Returns the delay of a message at whose age SES accepted nothing, or was not reached. */
  static Duration afterWithheld(Duration age) {
    return doubled(age, FIRST_AFTER_WITHHELD);
  }

  /** Each delay is as long as the message's age: so delays double, up to the longest. */
  private static Duration doubled(Duration age, Duration least) {
    Duration delay = age.compareTo(least) > 0 ? age : least;
    return delay.compareTo(MAX) < 0 ? delay : MAX;
  }
}
