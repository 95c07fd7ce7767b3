package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.standing.DropCode;
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
public record Counts(long sent, long unconfirmed, long waiting, Map<DropCode, Long> dropped) {

  /** Nothing counted yet. */
  public static final Counts NONE = new Counts(0, 0, 0, Map.of());

  public Counts {
    dropped = Map.copyOf(dropped);
  }

  /** Returns the sum of these counts and others. */
  public Counts plus(Counts other) {
    Map<DropCode, Long> sum = new EnumMap<>(DropCode.class);
    sum.putAll(dropped);
    other.dropped.forEach((code, count) -> sum.merge(code, count, Long::sum));
    return new Counts(
        sent + other.sent, unconfirmed + other.unconfirmed, waiting + other.waiting, sum);
  }

  /** Returns these counts with one send more in a place. */
  public Counts plus(Place place) {
    return change(place, count -> count + 1);
  }

  /** Returns these counts with one send fewer in a place. */
  public Counts minus(Place place) {
    return change(place, count -> count - 1);
  }

  /**
   * Returns these counts once it is known of so many sends without an answer that SES took them.
   */
  public Counts settled(long taken) {
    long settled = Math.clamp(taken, 0, unconfirmed);
    return new Counts(sent + settled, unconfirmed - settled, waiting, dropped);
  }

  /** Returns all that was dropped, whatever the reason. */
  public long droppedInAll() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  private Counts change(Place place, LongUnaryOperator change) {
    return switch (place) {
      case Place.Sent _ -> new Counts(change.applyAsLong(sent), unconfirmed, waiting, dropped);
      case Place.Unconfirmed _ ->
          new Counts(sent, change.applyAsLong(unconfirmed), waiting, dropped);
      case Place.Waiting _ -> new Counts(sent, unconfirmed, change.applyAsLong(waiting), dropped);
      case Place.Dropped(DropCode code) -> {
        Map<DropCode, Long> changed = new EnumMap<>(DropCode.class);
        changed.putAll(dropped);
        changed.put(code, change.applyAsLong(dropped.getOrDefault(code, 0L)));
        yield new Counts(sent, unconfirmed, waiting, changed);
      }
    };
  }
}
