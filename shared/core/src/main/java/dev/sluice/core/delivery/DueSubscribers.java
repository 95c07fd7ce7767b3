package dev.sluice.core.delivery;

import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardReader;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.Parallel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/** The due subscribers of a shard, longest due first, each processed once. */
final class DueSubscribers {

  /** Due subscribers read at once. */
  private static final int PAGE_SIZE = 100;

  /** How often to query for due subscribers after none were found. */
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final ExecutorService executor;
  private final ShardReader reader;
  private final SubscriberRepository subscribers;
  private final Shard shard;
  private final Set<SubscriberId> processed = new HashSet<>();
  private List<SubscriberRecord> upcoming = List.of();
  private Optional<Instant> validUntil = Optional.empty();

  DueSubscribers(
      InstantSource clock,
      ExecutorService executor,
      ShardReader reader,
      SubscriberRepository subscribers,
      Shard shard) {
    this.clock = clock;
    this.executor = executor;
    this.reader = reader;
    this.subscribers = subscribers;
    this.shard = shard;
  }

  /**
   * Returns the next due subscribers, empty if none are due.
   *
   * @throws InterruptedException if interrupted while reading them
   */
  List<SubscriberRecord> upcoming() throws InterruptedException {
    Instant now = clock.instant();
    if (validUntil.filter(now::isBefore).isEmpty()) {
      upcoming = load(now);
      validUntil = Optional.of(now.plus(upcoming.isEmpty() ? POLL_INTERVAL : PageBuffer.MAX_AGE));
    }
    return upcoming;
  }

  /** Removes the first subscribers, which were processed. */
  void markProcessed(int count) {
    upcoming.stream().limit(count).map(SubscriberRecord::id).forEach(processed::add);
    upcoming = upcoming.subList(count, upcoming.size());
    if (upcoming.isEmpty()) {
      validUntil = Optional.empty();
    }
  }

  /** Forgets which subscribers were processed: they may be due again by now. */
  void reset() {
    processed.clear();
  }

  private List<SubscriberRecord> load(Instant now) throws InterruptedException {
    List<SubscriberId> due =
        reader.findDue(shard, now, PAGE_SIZE).stream()
            .filter(id -> !processed.contains(id))
            .toList();
    return Parallel.map(executor, due, subscribers::findIncludingErased).stream()
        .flatMap(Optional::stream)
        .toList();
  }
}
