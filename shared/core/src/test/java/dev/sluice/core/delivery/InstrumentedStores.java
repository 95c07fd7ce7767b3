package dev.sluice.core.delivery;

import dev.sluice.core.contract.ForwardingSubscriberRepository;
import dev.sluice.core.memory.InMemorySubscribers;
import dev.sluice.core.sharding.Cursor;
import dev.sluice.core.sharding.DuePosition;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardReader;
import dev.sluice.core.state.StateUpdate;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The same subscribers for each service: calls are counted, and a test can act before a write. */
final class InstrumentedStores {

  /** Commits that workers made or tried. */
  int commits;

  /** Pages that workers read. */
  int pageReads;

  /** Subscribers that workers found waiting, and read to replan them. */
  int waitingReads;

  /** Most waiting subscribers of a page. */
  int waitingPageSize = 500;

  /** Runs before a worker commits. */
  Runnable beforeCommit = () -> {};

  /** Runs before a change of consent is committed. */
  Runnable beforeConsentCommit = () -> {};

  /** Runs before an import stores subscribers. */
  Runnable beforeSaveAll = () -> {};

  private final InMemorySubscribers subscribers;

  InstrumentedStores(InMemorySubscribers subscribers) {
    this.subscribers = subscribers;
  }

  /** Returns the repository of workers. */
  SubscriberRepository subscriberRepository() {
    return new ForwardingSubscriberRepository() {
      @Override
      public SubscriberRepository store() {
        return subscribers;
      }

      @Override
      public Commit commitAll(List<StateUpdate> updates) {
        beforeCommit.run();
        commits++;
        return subscribers.commitAll(updates);
      }
    };
  }

  /** Returns the repository of the service that changes consents. */
  SubscriberRepository consentRepository() {
    return new ForwardingSubscriberRepository() {
      @Override
      public SubscriberRepository store() {
        return subscribers;
      }

      @Override
      public Commit commitAll(List<StateUpdate> updates) {
        beforeConsentCommit.run();
        return subscribers.commitAll(updates);
      }
    };
  }

  /** Returns the repository of imports. */
  SubscriberRepository importRepository() {
    return new ForwardingSubscriberRepository() {
      @Override
      public SubscriberRepository store() {
        return subscribers;
      }

      @Override
      public Commit commitAll(List<StateUpdate> updates) {
        beforeConsentCommit.run();
        return subscribers.commitAll(updates);
      }

      @Override
      public Map<SubscriberId, SubscriberId> saveAll(List<Subscriber> all) {
        beforeSaveAll.run();
        return subscribers.saveAll(all);
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
      public WaitingPage findWaiting(Shard shard, DuePosition after, int limit) {
        WaitingPage page = subscribers.findWaiting(shard, after, Math.min(limit, waitingPageSize));
        waitingReads += page.positions().size();
        return page;
      }

      @Override
      public Optional<Instant> nextDueAt(Shard shard) {
        return subscribers.nextDueAt(shard);
      }
    };
  }
}
