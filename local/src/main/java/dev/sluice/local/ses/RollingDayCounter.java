package dev.sluice.local.ses;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The recipients of the last 24 hours, counted by the second of sending: what was sent in second s
 * counts until s + 86,400, when it is free again.
 */
final class RollingDayCounter {

  private static final long SECONDS = Duration.ofDays(1).toSeconds();

  private final Deque<Second> seconds = new ArrayDeque<>();
  private long total;

  private record Second(long epochSecond, long recipients) {}

  void add(long recipients, Instant at) {
    long second = at.getEpochSecond();
    Second last = seconds.peekLast();
    if (last != null && last.epochSecond() >= second) {
      seconds.removeLast();
      seconds.addLast(new Second(last.epochSecond(), last.recipients() + recipients));
    } else {
      seconds.addLast(new Second(second, recipients));
    }
    total += recipients;
  }

  long sum(Instant now) {
    long oldest = now.getEpochSecond() - SECONDS;
    Second first = seconds.peekFirst();
    while (first != null && first.epochSecond() <= oldest) {
      total -= first.recipients();
      seconds.removeFirst();
      first = seconds.peekFirst();
    }
    return total;
  }
}
