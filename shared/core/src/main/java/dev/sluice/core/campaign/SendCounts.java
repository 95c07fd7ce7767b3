package dev.sluice.core.campaign;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * The number of a campaign's sends by status.
 *
 * @param sent handed to SES
 * @param unconfirmed charged to the caps, but the response of SES was lost
 * @param waiting deferred to a later instant
 * @param dropped not made, by reason; only reasons that occurred
 */
public record SendCounts(long sent, long unconfirmed, long waiting, Map<DropCode, Long> dropped) {

  /** Counts that are all 0. */
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

  /** Returns these counts with one send more of a status. */
  public SendCounts plus(SendStatus status) {
    return change(status, count -> count + 1);
  }

  /** Returns these counts with one send fewer of a status. */
  public SendCounts minus(SendStatus status) {
    return change(status, count -> count - 1);
  }

  /**
   * Returns these counts after SES is known to have accepted this many of the unconfirmed sends.
   */
  public SendCounts withConfirmed(long accepted) {
    long settled = Math.clamp(accepted, 0, unconfirmed);
    return new SendCounts(sent + settled, unconfirmed - settled, waiting, dropped);
  }

  /** Returns the number of dropped sends of every reason. */
  public long totalDropped() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  private SendCounts change(SendStatus status, LongUnaryOperator change) {
    return switch (status) {
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
