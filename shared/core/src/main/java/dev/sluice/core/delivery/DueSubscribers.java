package dev.sluice.core.delivery;

import dev.sluice.core.sharding.Shard;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.Parallel;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The subscribers of a shard who are due, the longest due first, each visited once. */
final class DueSubscribers {

  /** Due subscribers read at once. */
  private static final int PAGE_SIZE = 100;

  /** How often to look for somebody due where nobody was. */
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

  private final WorkerDependencies dependencies;
  private final Shard shard;
  private final Set<SubscriberId> processed = new HashSet<>();
  private List<SubscriberRecord> upcoming = List.of();
  private Optional<Instant> validUntil = Optional.empty();

  DueSubscribers(WorkerDependencies workplace, Shard shard) {
    this.dependencies = workplace;
    this.shard = shard;
  }

  /**
   * Returns who comes next, empty if nobody is due.
   *
   * @throws InterruptedException if interrupted while reading them
   */
  List<SubscriberRecord> upcoming() throws InterruptedException {
    Instant now = dependencies.now();
    if (validUntil.filter(now::isBefore).isEmpty()) {
      upcoming = load(now);
      validUntil = Optional.of(now.plus(upcoming.isEmpty() ? POLL_INTERVAL : PageBuffer.MAX_AGE));
    }
    return upcoming;
  }

  /** Takes the first ones out of the line. */
  void markProcessed(int count) {
    upcoming.stream().limit(count).map(SubscriberRecord::id).forEach(processed::add);
    upcoming = upcoming.subList(count, upcoming.size());
    if (upcoming.isEmpty()) {
      validUntil = Optional.empty();
    }
  }

  /** Forgets who was visited: whom the index named in vain before may be due again by now. */
  void reset() {
    processed.clear();
  }

  private List<SubscriberRecord> load(Instant now) throws InterruptedException {
    List<SubscriberId> due =
        dependencies.reader().findDue(shard, now, PAGE_SIZE).stream()
            .filter(id -> !processed.contains(id))
            .toList();
    return Parallel.map(
            dependencies.executor(), due, id -> dependencies.subscribers().findIncludingErased(id))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }
}
