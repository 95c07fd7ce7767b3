package dev.sluice.core.memory;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.erasure.ErasureHash;
import dev.sluice.core.erasure.ErasureMark;
import dev.sluice.core.erasure.ErasureStore;
import dev.sluice.core.sharding.Cursor;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardReader;
import dev.sluice.core.state.ConsentStore;
import dev.sluice.core.state.EventCountDelta;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.state.SubscriberStore;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Subscribers and their standings in memory; every method is atomic, and the due index never lags.
 */
public final class InMemorySubscribers
    implements SubscriberRepository, ShardReader, SubscriberStore, ConsentStore, ErasureStore {

  private final TreeMap<SubscriberId, Subscriber> subscribers = new TreeMap<>();

  /** Standings as they were written; some are there before their subscriber is. */
  private final Map<SubscriberId, SubscriberState> states = new HashMap<>();

  private final InMemoryConsentRecords consents = new InMemoryConsentRecords();
  private final Map<ErasureHash, ErasureMark> marks = new HashMap<>();
  private long edition;

  /** Creates or replaces a subscriber; their standing stays. */
  public void save(Subscriber subscriber) {
    saveAll(List.of(subscriber));
  }

  @Override
  public synchronized Creation create(
      Subscriber subscriber, SubscriberState chosen, List<ConsentRecord> act) {
    if (findIncludingErased(subscriber.id()).isPresent()) {
      return Creation.EXISTS;
    }
    if (!act.isEmpty() && findState(subscriber.id()).version() != chosen.version()) {
      return Creation.CONFLICT;
    }
    save(subscriber);
    if (!act.isEmpty()) {
      commit(chosen, act);
    }
    return Creation.CREATED;
  }

  @Override
  public synchronized void saveAll(List<Subscriber> changed) {
    changed.forEach(subscriber -> subscribers.put(subscriber.id(), subscriber));
  }

  @Override
  public synchronized SubscriberState findState(SubscriberId id) {
    return Optional.ofNullable(states.get(id)).orElseGet(() -> SubscriberState.initial(id));
  }

  /** Returns every subscriber with their standing, in order of identifier. */
  public synchronized List<SubscriberRecord> findAll() {
    return subscribers.values().stream().map(this::record).toList();
  }

  @Override
  public synchronized Optional<SubscriberRecord> find(SubscriberId id) {
    return findIncludingErased(id).filter(record -> !record.subscriber().isErased());
  }

  @Override
  public synchronized Optional<SubscriberRecord> findIncludingErased(SubscriberId id) {
    return Optional.ofNullable(subscribers.get(id)).map(this::record);
  }

  @Override
  public synchronized Commit delete(SubscriberState last) {
    Optional<SubscriberRecord> known = findIncludingErased(last.subscriber());
    if (known.filter(k -> k.state().version() != last.version()).isPresent()) {
      return Commit.CONFLICT;
    }
    subscribers.remove(last.subscriber());
    states.remove(last.subscriber());
    consents.remove(last.subscriber());
    return Commit.COMMITTED;
  }

  @Override
  public synchronized Commit commit(SubscriberState changed) {
    SubscriberId id = changed.subscriber();
    if (findState(id).version() != changed.version()) {
      return Commit.CONFLICT;
    }
    states.put(id, changed.withNextVersion());
    return Commit.COMMITTED;
  }

  @Override
  public synchronized Commit commit(
      SubscriberState changed, List<ConsentRecord> act, EventCountDelta news) {
    Commit commit = commit(changed);
    if (commit == Commit.COMMITTED) {
      consents.add(act, changed.withNextVersion().version());
    }
    return commit;
  }

  @Override
  public synchronized ConsentStore.Page records(
      SubscriberId subscriber, Optional<String> after, int limit) {
    return consents.recordsOf(subscriber, after, limit);
  }

  @Override
  public synchronized ConsentStore.Page records(Optional<String> after, int limit) {
    return consents.allRecords(after, limit);
  }

  @Override
  public synchronized Commit erase(SubscriberRecord left, List<ErasureMark> erased) {
    Commit commit = commit(left.state());
    if (commit == Commit.COMMITTED) {
      subscribers.put(left.id(), left.subscriber());
      erased.forEach(mark -> marks.put(mark.hash(), mark));
      edition++;
    }
    return commit;
  }

  @Override
  public synchronized void deleteConsentRecords(SubscriberId subscriber) {
    consents.remove(subscriber);
  }

  @Override
  public synchronized Map<ErasureHash, ErasureMark> findMarks(Set<ErasureHash> hashes) {
    Map<ErasureHash, ErasureMark> found = new HashMap<>(marks);
    found.keySet().retainAll(hashes);
    return found;
  }

  @Override
  public synchronized long edition() {
    return edition;
  }

  @Override
  public synchronized boolean lift(Set<ErasureHash> hashes, ConsentRecord record) {
    if (!marks.keySet().containsAll(hashes)) {
      return false;
    }
    marks.keySet().removeAll(hashes);
    consents.add(List.of(record), 0);
    return true;
  }

  @Override
  public synchronized ShardReader.Page readPage(Shard shard, Cursor after, int limit) {
    List<SubscriberRecord> found =
        after(after).stream()
            .filter(subscriber -> Shard.of(subscriber.id()).equals(shard))
            .limit(limit)
            .map(this::record)
            .toList();
    return new ShardReader.Page(
        found, found.size() < limit ? new Cursor.End() : new Cursor.After(found.getLast().id()));
  }

  @Override
  public synchronized List<SubscriberId> findDue(Shard shard, Instant now, int limit) {
    return dueOf(shard).stream()
        .filter(standing -> !standing.dueAt().orElseThrow().isAfter(now))
        .limit(limit)
        .map(SubscriberState::subscriber)
        .toList();
  }

  @Override
  public synchronized Optional<Instant> nextDueAt(Shard shard) {
    return dueOf(shard).stream().findFirst().flatMap(SubscriberState::dueAt);
  }

  private SubscriberRecord record(Subscriber subscriber) {
    return new SubscriberRecord(subscriber, findState(subscriber.id()));
  }

  private Collection<Subscriber> after(Cursor after) {
    return switch (after) {
      case Cursor.Start _ -> subscribers.values();
      case Cursor.After(SubscriberId last) -> subscribers.tailMap(last, false).values();
      case Cursor.End _ -> List.of();
    };
  }

  private List<SubscriberState> dueOf(Shard shard) {
    return subscribers.keySet().stream()
        .map(this::findState)
        .filter(standing -> standing.dueAt().isPresent())
        .filter(standing -> Shard.of(standing.subscriber()).equals(shard))
        .sorted(Comparator.comparing(standing -> standing.dueAt().orElseThrow()))
        .toList();
  }
}
