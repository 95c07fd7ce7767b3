package dev.sluice.core.hold;

import dev.sluice.core.sending.WithheldCause;
import java.time.Duration;
import java.time.Instant;

/**
 * The runs in a row, of all workers together, in which SES accepted nothing and withheld something.
 *
 * @param cause why SES withheld the messages of the last one
 * @param runs 1 or more
 * @param since when the first one ended
 * @param last when the last one ended
 */
public record WithheldRuns(WithheldCause cause, int runs, Instant since, Instant last) {

  /**
   * So many runs in a row hold marketing. One may meet a lost connection, two may meet it at the
   * same time; with three, {@link #MIN_SPAN} apart, the cause has not passed by itself.
   */
  public static final int MIN_RUNS = 3;

  /** Permissions and identities take up to about a minute to reach all of SES. */
  public static final Duration MIN_SPAN = Duration.ofMinutes(2);

  /** How often a held marketing tries whether SES accepts mail again, as withheld sends are. */
  public static final Duration PROBE_INTERVAL = Duration.ofMinutes(15);

  public WithheldRuns {
    if (runs < 1) {
      throw new IllegalArgumentException("runs is " + runs + "; use 1 or more");
    }
  }

  /** Returns whether marketing is held for it. */
  public boolean requiresHold() {
    return runs >= MIN_RUNS && !last.isBefore(since.plus(MIN_SPAN));
  }

  /** Returns when the next messages are handed to SES although marketing is held for it. */
  public Instant nextProbeAt() {
    return last.plus(PROBE_INTERVAL);
  }
}
