package dev.sluice.core.campaign;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * How many of a campaign's sends are where.
 *
 * @param sent handed to SES
 * @param unconfirmed charged, with the answer lost
 * @param waiting kept for a later instant
 * @param dropped not made, by reason; only reasons that occurred
 */
public record SendCounts(long sent, long unconfirmed, long waiting, Map<DropCode, Long> dropped) {

  /** Nothing counted yet. */
  public static final SendCounts NONE = new SendCounts(0, 0, 0, Map.of());

  public SendCounts {
    dropped = Map.copyOf(dropped);
  }

  /** Returns the sum of these counts and others. */
  public SendCounts plus(SendCounts other) {
    Map<DropCode, Long> sum = new EnumMap<>(DropCode.class);
    sum.putAll(dropped);
    other.dropped.forEach((code, count) -> sum.merge(code, count, Long::sum));
    return new SendCounts(
        sent + other.sent, unconfirmed + other.unconfirmed, waiting + other.waiting, sum);
  }

  /** Returns these counts with one send more in a place. */
  public SendCounts plus(SendStatus place) {
    return change(place, count -> count + 1);
  }

  /** Returns these counts with one send fewer in a place. */
  public SendCounts minus(SendStatus place) {
    return change(place, count -> count - 1);
  }

  /**
   * Returns these counts once it is known of so many sends without an answer that SES took them.
   */
  public SendCounts withConfirmed(long taken) {
    long settled = Math.clamp(taken, 0, unconfirmed);
    return new SendCounts(sent + settled, unconfirmed - settled, waiting, dropped);
  }

  /** Returns all that was dropped, whatever the reason. */
  public long totalDropped() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  private SendCounts change(SendStatus place, LongUnaryOperator change) {
    return switch (place) {
      case SendStatus.Sent _ ->
          new SendCounts(change.applyAsLong(sent), unconfirmed, waiting, dropped);
      case SendStatus.Unconfirmed _ ->
          new SendCounts(sent, change.applyAsLong(unconfirmed), waiting, dropped);
      case SendStatus.Waiting _ ->
          new SendCounts(sent, unconfirmed, change.applyAsLong(waiting), dropped);
      case SendStatus.Dropped(DropCode code) -> {
        Map<DropCode, Long> changed = new EnumMap<>(DropCode.class);
        changed.putAll(dropped);
        changed.put(code, change.applyAsLong(dropped.getOrDefault(code, 0L)));
        yield new SendCounts(sent, unconfirmed, waiting, changed);
      }
    };
  }
}
