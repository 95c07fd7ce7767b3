package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The subscribers of a shard who are due, the longest due first, each visited once. */
final class DueLine {

  /** Due subscribers read at once. */
  private static final int SIZE = 100;

  /** How often to look for somebody due where nobody was. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Workplace workplace;
  private final Shard shard;
  private final Set<SubscriberId> visited = new HashSet<>();
  private List<SubscriberRecord> upcoming = List.of();
  private Optional<Instant> goodUntil = Optional.empty();

  DueLine(Workplace workplace, Shard shard) {
    this.workplace = workplace;
    this.shard = shard;
  }

  /**
   * Returns who comes next, empty if nobody is due.
   *
   * @throws InterruptedException if interrupted while reading them
   */
  List<SubscriberRecord> upcoming() throws InterruptedException {
    Instant now = workplace.now();
    if (goodUntil.filter(now::isBefore).isEmpty()) {
      upcoming = read(now);
      goodUntil = Optional.of(now.plus(upcoming.isEmpty() ? LOOK_EVERY : ReadAhead.LIFE));
    }
    return upcoming;
  }

  /** Takes the first ones out of the line. */
  void passed(int count) {
    upcoming.stream().limit(count).map(SubscriberRecord::id).forEach(visited::add);
    upcoming = upcoming.subList(count, upcoming.size());
    if (upcoming.isEmpty()) {
      goodUntil = Optional.empty();
    }
  }

  /** Forgets who was visited: whom the index named in vain before may be due again by now. */
  void beginAnew() {
    visited.clear();
  }

  private List<SubscriberRecord> read(Instant now) throws InterruptedException {
    List<SubscriberId> due =
        workplace.audience().due(shard, now, SIZE).stream()
            .filter(id -> !visited.contains(id))
            .toList();
    return Parallel.map(workplace.executor(), due, id -> workplace.standings().readForVisit(id))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }
}
