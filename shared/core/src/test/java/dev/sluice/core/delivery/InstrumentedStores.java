package dev.sluice.core.delivery;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.contract.ForwardingConsentStore;
import dev.sluice.core.contract.ForwardingSubscriberRepository;
import dev.sluice.core.memory.InMemorySubscribers;
import dev.sluice.core.sharding.Cursor;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardReader;
import dev.sluice.core.state.ConsentStore;
import dev.sluice.core.state.EventCountDelta;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.state.SubscriberStore;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The same subscribers as each part of the house sees them: what workers ask for is counted, and
 * something may happen just before anybody writes.
 */
final class InstrumentedStores {

  /** Standings that workers wrote, or tried to. */
  int commits;

  /** Pages that workers read. */
  int pageReads;

  /** Happens before a worker writes a standing. */
  Runnable beforeCommit = () -> {};

  /** Happens before a desk writes an act. */
  Runnable beforeConsentCommit = () -> {};

  /** Happens before an import stores subscribers. */
  Runnable beforeSaveAll = () -> {};

  private final InMemorySubscribers subscribers;

  InstrumentedStores(InMemorySubscribers subscribers) {
    this.subscribers = subscribers;
  }

  /** Returns what workers write to. */
  SubscriberRepository subscriberRepository() {
    return new ForwardingSubscriberRepository() {
      @Override
      public SubscriberRepository store() {
        return subscribers;
      }

      @Override
      public Commit commit(SubscriberState changed) {
        beforeCommit.run();
        commits++;
        return subscribers.commit(changed);
      }
    };
  }

  /** Returns what desks write to. */
  ConsentStore consentStore() {
    return new ForwardingConsentStore() {
      @Override
      public ConsentStore store() {
        return subscribers;
      }

      @Override
      public SubscriberRepository.Commit commit(
          SubscriberState changed, List<ConsentRecord> records, EventCountDelta news) {
        beforeConsentCommit.run();
        return subscribers.commit(changed, records, news);
      }
    };
  }

  /** Returns what imports write to. */
  SubscriberStore subscriberStore() {
    return new SubscriberStore() {
      @Override
      public Creation create(Subscriber one, SubscriberState chosen, List<ConsentRecord> records) {
        return subscribers.create(one, chosen, records);
      }

      @Override
      public void saveAll(List<Subscriber> all) {
        beforeSaveAll.run();
        subscribers.saveAll(all);
      }
    };
  }

  /** Returns what workers read from. */
  ShardReader shardReader() {
    return new ShardReader() {
      @Override
      public Page readPage(Shard shard, Cursor after, int limit) {
        pageReads++;
        return subscribers.readPage(shard, after, limit);
      }

      @Override
      public List<SubscriberId> findDue(Shard shard, Instant at, int limit) {
        return subscribers.findDue(shard, at, limit);
      }

      @Override
      public Optional<Instant> nextDueAt(Shard shard) {
        return subscribers.nextDueAt(shard);
      }
    };
  }
}
