package dev.sluice.scheduling.feedback;

import dev.sluice.scheduling.standing.Heard;
import dev.sluice.scheduling.standing.SendRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When an address that keeps bouncing for the time being is given up.
 *
 * <p>Several sends in a row must have come back with no delivery between, and not all within a few
 * days: a mailbox that is full over a holiday or a server that is down for a weekend is not gone.
 *
 * @param inARow how many, 2 to {@value #MAX_IN_A_ROW}
 * @param over how far the first and the last of them lie apart at least
 */
public record SoftBounceLimit(int inARow, Duration over) {

  /** As many sends as a standing usually remembers. */
  public static final int MAX_IN_A_ROW = 40;

  /** Five in a row over a week: what mailing services commonly take for a dead mailbox. */
  public static final SoftBounceLimit USUAL = new SoftBounceLimit(5, Duration.ofDays(7));

  public SoftBounceLimit {
    if (inARow < 2 || inARow > MAX_IN_A_ROW || over.isNegative()) {
      throw new IllegalArgumentException(
          "give 2 to %d soft bounces in a row, over no negative time".formatted(MAX_IN_A_ROW));
    }
  }

  /**
   * Returns when the send was committed that filled the limit, empty if it is not reached; a
   * function of the history alone, so that the order in which it was heard makes no difference.
   */
  public Optional<Instant> reachedBy(List<SendRecord> history) {
    List<Instant> run = run(history);
    return run.stream()
        .skip(inARow - 1L)
        .filter(at -> !run.getFirst().plus(over).isAfter(at))
        .findFirst();
  }

  /** The latest sends known to have bounced softly, oldest first, back to the last delivery. */
  private static List<Instant> run(List<SendRecord> history) {
    List<Instant> run = new ArrayList<>();
    for (SendRecord send : history.reversed()) {
      if (send.heard().contains(Heard.DELIVERED)) {
        break;
      }
      if (send.heard().contains(Heard.SOFT_BOUNCED)) {
        run.add(send.at());
      }
    }
    return run.reversed();
  }
}
