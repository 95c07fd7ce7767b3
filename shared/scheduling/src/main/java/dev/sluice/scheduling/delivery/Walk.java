package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.campaign.TrackedCampaign;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Campaigns that walk a shard together because their cursors stand at the same place.
 *
 * @param items heaviest first
 */
record Walk(List<Agenda.Item> items, Cursor from) {

  private static final Comparator<Agenda.Item> HEAVIEST_FIRST =
      Comparator.<Agenda.Item, Integer>comparing(
              item -> item.tracked().campaign().priority().value())
          .reversed()
          .thenComparing(item -> item.tracked().campaign().start())
          .thenComparing(Agenda.Item::id);

  Walk {
    items = List.copyOf(items);
  }

  /** Tells whether a campaign has anything to walk for at {@code now}. */
  static boolean isOpen(TrackedCampaign tracked, Instant now) {
    boolean started = !tracked.campaign().start().isAfter(now);
    return switch (tracked.state()) {
      case ACTIVE -> started;
      case CANCELLED -> true; // to drop what waits
      case PAUSED, COMPLETED -> false;
    };
  }

  /** Returns the walk of the heaviest campaign that is not over, with those at the same place. */
  static Optional<Walk> heaviest(Agenda agenda, Tally tally, Instant now) {
    List<Agenda.Item> open =
        agenda.items().stream()
            .filter(item -> isOpen(item.tracked(), now))
            .filter(item -> !(tally.progressOf(item).cursor() instanceof Cursor.End))
            .sorted(HEAVIEST_FIRST)
            .toList();
    return open.stream()
        .findFirst()
        .map(tally::progressOf)
        .map(Progress::cursor)
        .map(from ->
            new Walk(
                open.stream().filter(item -> tally.progressOf(item).cursor().equals(from)).toList(),
                from));
  }
}
