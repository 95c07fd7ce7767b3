package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Campaigns that walk a shard together because their cursors stand at the same place, as long as
 * the one whose turn it is passes nobody by whom another has something for.
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

  /** Returns the campaigns whose walk is not over, heaviest first. */
  static List<Agenda.Item> open(Agenda agenda, Tally tally, Instant now) {
    return agenda.items().stream()
        .filter(item -> isOpen(item.tracked(), now))
        .filter(item -> !(tally.progressOf(item).cursor() instanceof Cursor.End))
        .sorted(HEAVIEST_FIRST)
        .toList();
  }

  /** Returns the walk of a campaign, with those of the open ones that are at the same place. */
  static Walk of(CampaignId campaign, List<Agenda.Item> open, Tally tally) {
    Cursor from =
        open.stream()
            .filter(item -> item.id().equals(campaign))
            .findFirst()
            .map(item -> tally.progressOf(item).cursor())
            .orElseThrow();
    return new Walk(
        open.stream().filter(item -> tally.progressOf(item).cursor().equals(from)).toList(), from);
  }

  /** Returns the identifiers of the campaigns. */
  Set<CampaignId> campaigns() {
    return items.stream().map(Agenda.Item::id).collect(Collectors.toUnmodifiableSet());
  }
}
