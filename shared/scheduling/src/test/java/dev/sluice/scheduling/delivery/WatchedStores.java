package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.contract.ForwardingConsents;
import dev.sluice.scheduling.contract.ForwardingStandings;
import dev.sluice.scheduling.desk.ConsentStore;
import dev.sluice.scheduling.feedback.News;
import dev.sluice.scheduling.memory.MemorySubscribers;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.StandingStore;
import dev.sluice.scheduling.visit.SubscriberStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The same subscribers as each part of the house sees them: what workers ask for is counted, and
 * something may happen just before anybody writes.
 */
final class WatchedStores {

  /** Standings that workers wrote, or tried to. */
  int commits;

  /** Pages that workers read. */
  int pages;

  /** Happens before a worker writes a standing. */
  Runnable beforeCommit = () -> {};

  /** Happens before a desk writes an act. */
  Runnable beforeAct = () -> {};

  /** Happens before an import stores subscribers. */
  Runnable beforePutAll = () -> {};

  private final MemorySubscribers subscribers;

  WatchedStores(MemorySubscribers subscribers) {
    this.subscribers = subscribers;
  }

  /** Returns what workers write to. */
  StandingStore standings() {
    return new ForwardingStandings() {
      @Override
      public StandingStore store() {
        return subscribers;
      }

      @Override
      public Commit commit(Standing changed) {
        beforeCommit.run();
        commits++;
        return subscribers.commit(changed);
      }
    };
  }

  /** Returns what desks write to. */
  ConsentStore acts() {
    return new ForwardingConsents() {
      @Override
      public ConsentStore store() {
        return subscribers;
      }

      @Override
      public StandingStore.Commit commit(Standing changed, List<ConsentRecord> records, News news) {
        beforeAct.run();
        return subscribers.commit(changed, records, news);
      }
    };
  }

  /** Returns what imports write to. */
  SubscriberStore imports() {
    return new SubscriberStore() {
      @Override
      public Creation create(Subscriber one, Standing chosen, List<ConsentRecord> records) {
        return subscribers.create(one, chosen, records);
      }

      @Override
      public void putAll(List<Subscriber> all) {
        beforePutAll.run();
        subscribers.putAll(all);
      }
    };
  }

  /** Returns what workers read from. */
  Audience audience() {
    return new Audience() {
      @Override
      public Page page(Shard shard, Cursor after, int limit) {
        pages++;
        return subscribers.page(shard, after, limit);
      }

      @Override
      public List<SubscriberId> due(Shard shard, Instant at, int limit) {
        return subscribers.due(shard, at, limit);
      }

      @Override
      public Optional<Instant> nextDueAt(Shard shard) {
        return subscribers.nextDueAt(shard);
      }
    };
  }
}
