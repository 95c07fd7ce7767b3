package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.delivery.Audience;
import dev.sluice.scheduling.delivery.Cursor;
import dev.sluice.scheduling.desk.ConsentStore;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.Enrolment;
import dev.sluice.scheduling.visit.StandingStore;
import dev.sluice.scheduling.visit.SubscriberRecord;
import dev.sluice.scheduling.visit.SubscriberStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Subscribers and their standings in memory; every method is atomic, and the due index never lags.
 */
public final class MemorySubscribers
    implements StandingStore, Audience, SubscriberStore, ConsentStore {

  private final TreeMap<SubscriberId, SubscriberRecord> records = new TreeMap<>();
  private final MemoryConsents consents = new MemoryConsents();

  /** Creates or replaces a subscriber; their standing stays. */
  public void put(Subscriber subscriber) {
    putAll(List.of(new Enrolment(subscriber, Map.of())));
  }

  @Override
  public synchronized boolean create(Enrolment enrolment) {
    boolean absent = read(enrolment.subscriber().id()).isEmpty();
    if (absent) {
      putAll(List.of(enrolment));
    }
    return absent;
  }

  @Override
  public synchronized void putAll(List<Enrolment> enrolments) {
    for (Enrolment enrolment : enrolments) {
      SubscriberId id = enrolment.subscriber().id();
      Standing known = read(id).map(SubscriberRecord::standing).orElseGet(() -> Standing.blank(id));
      Standing changed =
          enrolment.choices().isEmpty()
              ? known
              : known.with(enrolment.over(known.consents())).written();
      records.put(id, new SubscriberRecord(enrolment.subscriber(), changed));
    }
  }

  /** Returns every subscriber with their standing, in order of identifier. */
  public synchronized List<SubscriberRecord> all() {
    return List.copyOf(records.values());
  }

  @Override
  public synchronized Optional<SubscriberRecord> read(SubscriberId id) {
    return Optional.ofNullable(records.get(id));
  }

  @Override
  public synchronized Commit commit(Standing changed) {
    Optional<SubscriberRecord> known = read(changed.subscriber());
    if (known.filter(k -> k.standing().version() == changed.version()).isEmpty()) {
      return Commit.LOST;
    }
    records.put(
        changed.subscriber(),
        new SubscriberRecord(known.orElseThrow().subscriber(), changed.written()));
    return Commit.COMMITTED;
  }

  @Override
  public synchronized Commit commit(Standing changed, List<ConsentRecord> act) {
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
  public synchronized Audience.Page page(Shard shard, Cursor after, int limit) {
    List<SubscriberRecord> found =
        of(shard, after).stream()
            .filter(record -> Shard.of(record.id()).equals(shard))
            .limit(limit)
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

  private Collection<SubscriberRecord> of(Shard shard, Cursor after) {
    return switch (after) {
      case Cursor.Start _ -> records.values();
      case Cursor.After(SubscriberId last) -> records.tailMap(last, false).values();
      case Cursor.End _ -> List.of();
    };
  }

  private List<Standing> dueOf(Shard shard) {
    return records.values().stream()
        .map(SubscriberRecord::standing)
        .filter(standing -> standing.dueAt().isPresent())
        .filter(standing -> Shard.of(standing.subscriber()).equals(shard))
        .sorted(Comparator.comparing(standing -> standing.dueAt().orElseThrow()))
        .toList();
  }
}
