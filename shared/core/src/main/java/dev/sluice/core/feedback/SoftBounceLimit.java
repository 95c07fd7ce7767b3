package dev.sluice.core.feedback;

import dev.sluice.core.state.SendEvent;
import dev.sluice.core.state.SendRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The limit of consecutive transient bounces after which an address is suppressed.
 *
 * <p>Several consecutive sends must have bounced without a delivery between them, and not all
 * within a few days: a mailbox that is full over a holiday or a server that is down for a weekend
 * is not gone.
 *
 * @param consecutive the number of bounces, 2 to {@value #MAX_CONSECUTIVE}
 * @param period the minimum time between the first and the last of them
 */
public record SoftBounceLimit(int consecutive, Duration period) {

  /** As many sends as a state usually contains. */
  public static final int MAX_CONSECUTIVE = 40;

  /** Five in a row over a week: what mailing services commonly consider a dead mailbox. */
  public static final SoftBounceLimit DEFAULT = new SoftBounceLimit(5, Duration.ofDays(7));

  public SoftBounceLimit {
    if (consecutive < 2 || consecutive > MAX_CONSECUTIVE || period.isNegative()) {
      throw new IllegalArgumentException(
          "give 2 to %d soft bounces in a row, over no negative time".formatted(MAX_CONSECUTIVE));
    }
  }

  /**
   * Returns when the send that reached the limit was committed, empty if the limit is not reached.
   * The result depends on the history alone, so that the order of events makes no difference.
   */
  public Optional<Instant> reachedBy(List<SendRecord> history) {
    List<Instant> run = consecutiveSoftBounces(history);
    return run.stream()
        .skip(consecutive - 1L)
        .filter(at -> !run.getFirst().plus(period).isAfter(at))
        .findFirst();
  }

  /** The latest sends known to have bounced softly, oldest first, back to the last delivery. */
  private static List<Instant> consecutiveSoftBounces(List<SendRecord> history) {
    List<Instant> run = new ArrayList<>();
    for (SendRecord send : history.reversed()) {
      if (send.events().contains(SendEvent.DELIVERED)) {
        break;
      }
      if (send.events().contains(SendEvent.SOFT_BOUNCED)) {
        run.add(send.at());
      }
    }
    return run.reversed();
  }
}
