package dev.sluice.core.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Arithmetic of a cap of {@code limit} sends in any half-open window of a length.
 *
 * <p>A window holds too many exactly when some {@code limit + 1} consecutive sends span less than
 * its length. So each run of {@code limit} sends that itself spans less closes the open span (last
 * - length, first + length) to one more send, before, between or after them. A run that spans the
 * length or more closes nothing: no window has all of it.
 *
 * @param sends the sends that count, in order of time
 */
record RollingCap(int limit, Duration length, List<PlacedSend> sends) {

  /** A run of sends that uses the cap up at an instant. */
  record Full(Instant until, List<PlacedSend> run) {}

  /** Returns the full run that holds longest at {@code at}, empty if one more send fits there. */
  Optional<Full> fullAt(Instant at) {
    Optional<Full> longest = Optional.empty();
    for (int first = 0; first + limit <= sends.size(); first++) {
      List<PlacedSend> run = sends.subList(first, first + limit);
      Instant opens = run.getFirst().at().plus(length);
      Instant closes = run.getLast().at().minus(length);
      boolean shareWindow = closes.isBefore(run.getFirst().at());
      if (shareWindow && at.isAfter(closes) && at.isBefore(opens)) {
        longest = Optional.of(new Full(opens, run)); // later runs open later
      }
    }
    return longest;
  }

  /**
   * Returns the most sends that a window including {@code at} has, one at {@code at} not counted.
   */
  int usedAt(Instant at) {
    int most = count(at);
    for (PlacedSend send : sends) {
      boolean shared = !send.at().isAfter(at) && at.isBefore(send.at().plus(length));
      most = shared ? Math.max(most, count(send.at())) : most;
    }
    return most;
  }

  private int count(Instant start) {
    Instant end = start.plus(length);
    return (int)
        sends.stream()
            .map(PlacedSend::at)
            .filter(at -> !at.isBefore(start) && at.isBefore(end))
            .count();
  }
}
