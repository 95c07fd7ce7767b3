package dev.sluice.core.delivery;

import dev.sluice.core.sharding.DuePosition;
import dev.sluice.core.sharding.ReplanProgress;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardReader;
import dev.sluice.core.sharding.ShardReader.WaitingPage;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.Parallel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * The subscribers of a shard that wait by a plan of earlier rules, to be replanned by the present
 * ones.
 *
 * <p>They are found by the index of due instants, so that only those who wait are read; each is
 * then read by itself, because the index decides nothing. How far the walk has come is part of the
 * shard's checkpoints, so that it survives a run and a crash.
 */
final class WaitingSubscribers {

  /** Subscribers read at once. */
  private static final int PAGE_SIZE = 100;

  /**
   * How long after the rules were loaded a walk begins: the index lags behind the states, and must
   * show what was deferred by earlier rules until then.
   */
  private static final Duration INDEX_SETTLING = Duration.ofSeconds(2);

  private final InstantSource clock;
  private final ExecutorService executor;
  private final ShardReader reader;
  private final SubscriberRepository subscribers;
  private final Shard shard;
  private final Deque<Entry> upcoming = new ArrayDeque<>();
  private ReplanProgress progress;
  private Instant beginsAt;
  private Optional<Instant> validUntil = Optional.empty();
  private boolean isLastPage;

  /** A place of the index; the subscriber is missing if they were deleted meanwhile. */
  private record Entry(DuePosition position, Optional<SubscriberRecord> subscriber) {}

  /**
   * Creates the subscribers that a run is to replan.
   *
   * @param progress how far earlier runs have come
   */
  WaitingSubscribers(
      InstantSource clock,
      ExecutorService executor,
      ShardReader reader,
      SubscriberRepository subscribers,
      Shard shard,
      ReplanProgress progress) {
    this.clock = clock;
    this.executor = executor;
    this.reader = reader;
    this.subscribers = subscribers;
    this.shard = shard;
    this.progress = progress;
    this.beginsAt = clock.instant();
  }

  /** Notes the revision of the rules that the run has loaded at {@code now}. */
  void onRulesLoaded(long rulesRevision, Instant now) {
    ReplanProgress next = progress.underRules(rulesRevision, now);
    if (!next.equals(progress)) {
      progress = next;
      beginsAt = now.plus(INDEX_SETTLING);
      forgetPage();
    }
  }

  /** Returns how far the walk has come. */
  ReplanProgress progress() {
    return progress;
  }

  /** Returns when the walk can go on if it cannot yet, empty if there is none to wait for. */
  Optional<Instant> resumesAt() {
    return Optional.of(beginsAt)
        .filter(at -> progress.pass().isPresent() && clock.instant().isBefore(at));
  }

  /**
   * Returns the next subscribers to replan, empty if there are none.
   *
   * @throws InterruptedException if interrupted while reading them
   */
  List<SubscriberRecord> upcoming() throws InterruptedException {
    if (resumesAt().isPresent()) {
      return List.of();
    }
    Instant now = clock.instant();
    if (validUntil.filter(now::isBefore).isEmpty()) {
      forgetPage();
    }
    while (progress.pass().isPresent() && records().isEmpty()) {
      skipMissing();
      if (progress.pass().isPresent()) {
        load(now);
      }
    }
    return progress.pass().isPresent() ? records() : List.of();
  }

  /** Removes the first subscribers, which were replanned. */
  void markProcessed(int count) {
    int left = count;
    while (left > 0) {
      Entry entry = upcoming.removeFirst();
      left -= entry.subscriber().isPresent() ? 1 : 0;
      progress = progress.reached(entry.position());
    }
    if (records().isEmpty()) {
      skipMissing();
    }
  }

  private void forgetPage() {
    upcoming.clear();
    isLastPage = false;
  }

  private List<SubscriberRecord> records() {
    return upcoming.stream().flatMap(entry -> entry.subscriber().stream()).toList();
  }

  /** Passes what is left of a page in which every subscriber is gone or processed. */
  private void skipMissing() {
    while (!upcoming.isEmpty()) {
      progress = progress.reached(upcoming.removeFirst().position());
    }
    if (isLastPage) {
      isLastPage = false;
      progress = progress.reachedEnd(clock.instant());
    }
  }

  private void load(Instant now) throws InterruptedException {
    DuePosition after = progress.pass().orElseThrow().reached();
    WaitingPage page = reader.findWaiting(shard, after, PAGE_SIZE);
    List<Entry> entries =
        Parallel.map(
            executor,
            page.positions(),
            position -> new Entry(position, position.subscriber().flatMap(this::read)));
    upcoming.addAll(entries);
    isLastPage = page.isLast();
    validUntil = Optional.of(now.plus(PageBuffer.MAX_AGE));
  }

  private Optional<SubscriberRecord> read(SubscriberId id) {
    return subscribers.findIncludingErased(id);
  }
}
