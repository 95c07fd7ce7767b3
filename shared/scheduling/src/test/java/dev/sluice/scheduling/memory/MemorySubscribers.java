package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.delivery.Audience;
import dev.sluice.scheduling.delivery.Cursor;
import dev.sluice.scheduling.desk.ConsentStore;
import dev.sluice.scheduling.desk.ErasureHash;
import dev.sluice.scheduling.desk.ErasureMark;
import dev.sluice.scheduling.desk.ErasureStore;
import dev.sluice.scheduling.feedback.News;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.StandingStore;
import dev.sluice.scheduling.visit.SubscriberRecord;
import dev.sluice.scheduling.visit.SubscriberStore;
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
public final class MemorySubscribers
    implements StandingStore, Audience, SubscriberStore, ConsentStore, ErasureStore {

  private final TreeMap<SubscriberId, Subscriber> subscribers = new TreeMap<>();

  /** Standings as they were written; some are there before their subscriber is. */
  private final Map<SubscriberId, Standing> standings = new HashMap<>();

  private final MemoryConsents consents = new MemoryConsents();
  private final Map<ErasureHash, ErasureMark> marks = new HashMap<>();
  private long edition;

  /** Creates or replaces a subscriber; their standing stays. */
  public void put(Subscriber subscriber) {
    putAll(List.of(subscriber));
  }

  @Override
  public synchronized Creation create(
      Subscriber subscriber, Standing chosen, List<ConsentRecord> act) {
    if (readForVisit(subscriber.id()).isPresent()) {
      return Creation.EXISTS;
    }
    if (!act.isEmpty() && standing(subscriber.id()).version() != chosen.version()) {
      return Creation.LOST;
    }
    put(subscriber);
    if (!act.isEmpty()) {
      commit(chosen, act);
    }
    return Creation.CREATED;
  }

  @Override
  public synchronized void putAll(List<Subscriber> changed) {
    changed.forEach(subscriber -> subscribers.put(subscriber.id(), subscriber));
  }

  @Override
  public synchronized Standing standing(SubscriberId id) {
    return Optional.ofNullable(standings.get(id)).orElseGet(() -> Standing.blank(id));
  }

  /** Returns every subscriber with their standing, in order of identifier. */
  public synchronized List<SubscriberRecord> all() {
    return subscribers.values().stream().map(this::record).toList();
  }

  @Override
  public synchronized Optional<SubscriberRecord> read(SubscriberId id) {
    return readForVisit(id).filter(record -> !record.subscriber().isNameless());
  }

  @Override
  public synchronized Optional<SubscriberRecord> readForVisit(SubscriberId id) {
    return Optional.ofNullable(subscribers.get(id)).map(this::record);
  }

  @Override
  public synchronized Commit forget(Standing last) {
    Optional<SubscriberRecord> known = readForVisit(last.subscriber());
    if (known.filter(k -> k.standing().version() != last.version()).isPresent()) {
      return Commit.LOST;
    }
    subscribers.remove(last.subscriber());
    standings.remove(last.subscriber());
    consents.remove(last.subscriber());
    return Commit.COMMITTED;
  }

  @Override
  public synchronized Commit commit(Standing changed) {
    SubscriberId id = changed.subscriber();
    if (standing(id).version() != changed.version()) {
      return Commit.LOST;
    }
    standings.put(id, changed.written());
    return Commit.COMMITTED;
  }

  @Override
  public synchronized Commit commit(Standing changed, List<ConsentRecord> act, News news) {
    Commit commit = commit(changed);
    if (commit == Commit.COMMITTED) {
      consents.add(act, changed.written().version());
    }
    return commit;
  }

  @Override
  public synchronized ConsentStore.Page records(
      SubscriberId subscriber, Optional<String> after, int limit) {
    return consents.of(subscriber, after, limit);
  }

  @Override
  public synchronized ConsentStore.Page records(Optional<String> after, int limit) {
    return consents.all(after, limit);
  }

  @Override
  public synchronized Commit erase(SubscriberRecord left, List<ErasureMark> erased) {
    Commit commit = commit(left.standing());
    if (commit == Commit.COMMITTED) {
      subscribers.put(left.id(), left.subscriber());
      erased.forEach(mark -> marks.put(mark.hash(), mark));
      edition++;
    }
    return commit;
  }

  @Override
  public synchronized void removeRecords(SubscriberId subscriber) {
    consents.remove(subscriber);
  }

  @Override
  public synchronized Map<ErasureHash, ErasureMark> marks(Set<ErasureHash> hashes) {
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
  public synchronized Audience.Page page(Shard shard, Cursor after, int limit) {
    List<SubscriberRecord> found =
        of(after).stream()
            .filter(subscriber -> Shard.of(subscriber.id()).equals(shard))
            .limit(limit)
            .map(this::record)
            .toList();
    return new Audience.Page(
        found, found.size() < limit ? new Cursor.End() : new Cursor.After(found.getLast().id()));
  }

  @Override
  public synchronized List<SubscriberId> due(Shard shard, Instant now, int limit) {
    return dueOf(shard).stream()
        .filter(standing -> !standing.dueAt().orElseThrow().isAfter(now))
        .limit(limit)
        .map(Standing::subscriber)
        .toList();
  }

  @Override
  public synchronized Optional<Instant> nextDueAt(Shard shard) {
    return dueOf(shard).stream().findFirst().flatMap(Standing::dueAt);
  }

  private SubscriberRecord record(Subscriber subscriber) {
    return new SubscriberRecord(subscriber, standing(subscriber.id()));
  }

  private Collection<Subscriber> of(Cursor after) {
    return switch (after) {
      case Cursor.Start _ -> subscribers.values();
      case Cursor.After(SubscriberId last) -> subscribers.tailMap(last, false).values();
      case Cursor.End _ -> List.of();
    };
  }

  private List<Standing> dueOf(Shard shard) {
    return subscribers.keySet().stream()
        .map(this::standing)
        .filter(standing -> standing.dueAt().isPresent())
        .filter(standing -> Shard.of(standing.subscriber()).equals(shard))
        .sorted(Comparator.comparing(standing -> standing.dueAt().orElseThrow()))
        .toList();
  }
}
