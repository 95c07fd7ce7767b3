package dev.sluice.core.memory;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentRecords;
import dev.sluice.core.erasure.ErasureHash;
import dev.sluice.core.erasure.ErasureMark;
import dev.sluice.core.erasure.ErasureMarks;
import dev.sluice.core.feedback.DailySendStats;
import dev.sluice.core.feedback.MailboxProviderStats;
import dev.sluice.core.feedback.ReputationStats;
import dev.sluice.core.feedback.SendEventCounts;
import dev.sluice.core.sharding.Cursor;
import dev.sluice.core.sharding.DuePosition;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardReader;
import dev.sluice.core.state.EventCountDelta;
import dev.sluice.core.state.SendEvent;
import dev.sluice.core.state.StateUpdate;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.Inbox;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Subscribers, their states and everything stored with them, in memory. Every method is atomic, and
 * the due index never lags.
 */
public final class InMemorySubscribers
    implements SubscriberRepository,
        ShardReader,
        ConsentRecords,
        ErasureMarks,
        SendEventCounts,
        ReputationStats,
        MailboxProviderStats {

  private final TreeMap<SubscriberId, Subscriber> subscribers = new TreeMap<>();

  /** States as they were written; some exist before their subscriber does. */
  private final Map<SubscriberId, SubscriberState> states = new HashMap<>();

  private final Map<Inbox, SubscriberId> owners = new HashMap<>();
  private final InMemoryConsentRecords consents = new InMemoryConsentRecords();
  private final Map<ErasureHash, ErasureMark> marks = new HashMap<>();
  private EventCountDelta counts = EventCountDelta.NONE;
  private long edition;

  /** Creates or replaces a subscriber whose inbox is free; their state stays. */
  public void save(Subscriber subscriber) {
    Map<SubscriberId, SubscriberId> taken = saveAll(List.of(subscriber));
    if (!taken.isEmpty()) {
      throw new AssertionError("the inbox is taken: " + taken);
    }
  }

  @Override
  public synchronized Creation create(Subscriber subscriber, Optional<StateUpdate> choices) {
    if (findIncludingErased(subscriber.id()).isPresent()) {
      return new Creation.Exists();
    }
    Optional<SubscriberId> owner = otherOwner(subscriber);
    if (owner.isPresent()) {
      return new Creation.InboxTaken(owner.get());
    }
    if (choices.map(this::commit).filter(Commit.CONFLICT::equals).isPresent()) {
      return new Creation.Conflict();
    }
    saveAll(List.of(subscriber));
    return new Creation.Created();
  }

  @Override
  public synchronized Map<SubscriberId, SubscriberId> saveAll(List<Subscriber> changed) {
    List<Subscriber> left = saveFree(changed);
    Map<SubscriberId, SubscriberId> taken = new HashMap<>();
    saveFree(left) // another subscriber of the batch may have left the inbox
        .forEach(one -> taken.put(one.id(), otherOwner(one).orElseThrow()));
    return taken;
  }

  /** Returns the subscribers whose inbox is taken. */
  private List<Subscriber> saveFree(List<Subscriber> changed) {
    List<Subscriber> left = new ArrayList<>();
    for (Subscriber subscriber : changed) {
      if (otherOwner(subscriber).isPresent()) {
        left.add(subscriber);
      } else {
        saveWithClaim(subscriber);
      }
    }
    return left;
  }

  private void saveWithClaim(Subscriber subscriber) {
    releaseInbox(subscriber.id());
    owners.put(Inbox.of(subscriber.address()), subscriber.id());
    subscribers.put(subscriber.id(), subscriber);
  }

  private void releaseInbox(SubscriberId id) {
    Optional.ofNullable(subscribers.get(id))
        .map(Subscriber::address)
        .map(Inbox::of)
        .ifPresent(inbox -> owners.remove(inbox, id));
  }

  private Optional<SubscriberId> otherOwner(Subscriber subscriber) {
    return Optional.ofNullable(owners.get(Inbox.of(subscriber.address())))
        .filter(owner -> !owner.equals(subscriber.id()));
  }

  @Override
  public synchronized Map<Inbox, SubscriberId> findOwners(Set<Inbox> inboxes) {
    Map<Inbox, SubscriberId> found = new HashMap<>();
    inboxes.forEach(inbox ->
        Optional.ofNullable(owners.get(inbox)).ifPresent(owner -> found.put(inbox, owner)));
    return found;
  }

  @Override
  public synchronized SubscriberState findState(SubscriberId id) {
    return Optional.ofNullable(states.get(id)).orElseGet(() -> SubscriberState.initial(id));
  }

  @Override
  public synchronized Set<SubscriberId> findWaiting(Set<SubscriberId> ids) {
    return ids.stream().filter(id -> findState(id).dueAt().isPresent()).collect(Collectors.toSet());
  }

  /** Returns every subscriber with their state, in order of identifier. */
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
    if (known
        .filter(k -> k.state().version() != last.version() || !k.subscriber().isErased())
        .isPresent()) {
      return Commit.CONFLICT;
    }
    subscribers.remove(last.subscriber());
    states.remove(last.subscriber());
    consents.remove(last.subscriber());
    return Commit.COMMITTED;
  }

  @Override
  public synchronized Commit commitAll(List<StateUpdate> updates) {
    if (!updates.stream().allMatch(this::isUnchanged)) {
      return Commit.CONFLICT;
    }
    updates.forEach(this::store);
    return Commit.COMMITTED;
  }

  private boolean isUnchanged(StateUpdate update) {
    SubscriberState read = update.state();
    return findState(read.subscriber()).version() == read.version()
        && update.erasure().stream().allMatch(erasure -> hasAddress(read.subscriber(), erasure));
  }

  private boolean hasAddress(SubscriberId id, StateUpdate.Erasure erasure) {
    return findIncludingErased(id)
        .filter(record -> record.subscriber().address().equals(erasure.address()))
        .isPresent();
  }

  private void store(StateUpdate update) {
    SubscriberState next = update.state().withNextVersion();
    states.put(next.subscriber(), next);
    if (!update.consentRecords().isEmpty()) {
      consents.add(update.consentRecords(), next.version());
    }
    counts = counts.plus(update.counts());
    update.erasure().ifPresent(erasure -> erase(next.subscriber(), erasure));
  }

  private void erase(SubscriberId id, StateUpdate.Erasure erasure) {
    releaseInbox(id);
    subscribers.put(id, Subscriber.erased(id));
    erasure.marks().forEach(mark -> marks.put(mark.hash(), mark));
    edition++;
  }

  @Override
  public synchronized ConsentRecords.Page records(
      SubscriberId subscriber, Optional<String> after, int limit) {
    return consents.recordsOf(subscriber, after, limit);
  }

  @Override
  public synchronized ConsentRecords.Page records(Optional<String> after, int limit) {
    return consents.allRecords(after, limit);
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
  public synchronized boolean liftErasure(Set<ErasureHash> hashes, ConsentRecord record) {
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
        .filter(state -> !state.dueAt().orElseThrow().isAfter(now))
        .limit(limit)
        .map(SubscriberState::subscriber)
        .toList();
  }

  @Override
  public synchronized WaitingPage findWaiting(Shard shard, DuePosition after, int limit) {
    List<DuePosition> rest =
        dueOf(shard).stream()
            .map(state ->
                new DuePosition(state.dueAt().orElseThrow(), Optional.of(state.subscriber())))
            .filter(position -> isAfter(position, after))
            .toList();
    return new WaitingPage(rest.stream().limit(limit).toList(), rest.size() <= limit);
  }

  private static boolean isAfter(DuePosition position, DuePosition after) {
    boolean sameInstant = position.dueAt().equals(after.dueAt());
    return position.dueAt().isAfter(after.dueAt())
        || sameInstant
            && after
                .subscriber()
                .filter(last -> position.subscriber().orElseThrow().compareTo(last) > 0)
                .isPresent();
  }

  @Override
  public synchronized Optional<Instant> nextDueAt(Shard shard) {
    return dueOf(shard).stream().findFirst().flatMap(SubscriberState::dueAt);
  }

  @Override
  public synchronized Map<SendEvent, Long> countsOf(CampaignId campaign) {
    return counts.campaigns().getOrDefault(campaign, Map.of());
  }

  @Override
  public synchronized List<DailySendStats> daysSince(LocalDate first) {
    return counts.days().entrySet().stream()
        .filter(day -> !day.getKey().isBefore(first))
        .sorted(Map.Entry.comparingByKey())
        .map(day ->
            new DailySendStats(
                day.getKey(),
                day.getValue().getOrDefault(SendEvent.DELIVERED, 0L),
                day.getValue().getOrDefault(SendEvent.BOUNCED, 0L),
                day.getValue().getOrDefault(SendEvent.COMPLAINED, 0L)))
        .toList();
  }

  @Override
  public synchronized List<ProviderDayStats> providersSince(LocalDate first) {
    return counts.providers().entrySet().stream()
        .filter(entry -> !entry.getKey().day().isBefore(first))
        .sorted(
            Comparator.comparing(
                    (Map.Entry<EventCountDelta.ProviderDay, Map<SendEvent, Long>> entry) ->
                        entry.getKey().day())
                .thenComparing(entry -> entry.getKey().provider()))
        .map(entry ->
            new ProviderDayStats(
                entry.getKey().day(),
                entry.getKey().provider(),
                entry.getValue().getOrDefault(SendEvent.DELIVERED, 0L),
                entry.getValue().getOrDefault(SendEvent.OPENED, 0L),
                entry.getValue().getOrDefault(SendEvent.BOUNCED, 0L),
                entry.getValue().getOrDefault(SendEvent.COMPLAINED, 0L)))
        .toList();
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
        .filter(state -> state.dueAt().isPresent())
        .filter(state -> Shard.of(state.subscriber()).equals(shard))
        .sorted(
            Comparator.comparing((SubscriberState state) -> state.dueAt().orElseThrow())
                .thenComparing(SubscriberState::subscriber))
        .toList();
  }
}
