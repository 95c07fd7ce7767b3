package dev.sluice.benchmarks;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.erasure.ErasureHash;
import dev.sluice.core.sharding.Cursor;
import dev.sluice.core.sharding.DuePosition;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardReader;
import dev.sluice.core.state.StateUpdate;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.Inbox;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/** Endless shards whose every subscriber waits for a campaign, with their states in memory. */
final class EndlessBacklog implements ShardReader, SubscriberRepository {

  private static final int DIGITS = 9;

  private final Map<SubscriberId, SubscriberState> written = new ConcurrentHashMap<>();

  @Override
  public Page readPage(Shard shard, Cursor after, int limit) {
    long first =
        switch (after) {
          case Cursor.Start _ -> 0;
          case Cursor.After(SubscriberId last) -> number(last) + 1;
          case Cursor.End _ -> throw new IllegalArgumentException("a backlog has no end");
        };
    List<SubscriberRecord> records =
        LongStream.range(first, first + limit).mapToObj(i -> record(id(shard, i))).toList();
    return new Page(records, new Cursor.After(records.getLast().id()));
  }

  @Override
  public List<SubscriberId> findDue(Shard shard, Instant now, int limit) {
    return List.of();
  }

  @Override
  public WaitingPage findWaiting(Shard shard, DuePosition after, int limit) {
    return new WaitingPage(List.of(), true);
  }

  @Override
  public Optional<Instant> nextDueAt(Shard shard) {
    return Optional.empty();
  }

  @Override
  public Optional<SubscriberRecord> find(SubscriberId id) {
    return Optional.of(record(id));
  }

  @Override
  public Optional<SubscriberRecord> findIncludingErased(SubscriberId id) {
    return find(id);
  }

  @Override
  public Commit delete(SubscriberState last) {
    throw new AssertionError("a backlog erases no subscriber");
  }

  @Override
  public SubscriberState findState(SubscriberId id) {
    return record(id).state();
  }

  @Override
  public Creation create(Subscriber subscriber, Optional<StateUpdate> choices) {
    throw new AssertionError("a backlog is read-only but for states");
  }

  @Override
  public Map<Inbox, SubscriberId> findOwners(Set<Inbox> inboxes) {
    throw new AssertionError("a backlog is read-only but for states");
  }

  @Override
  public Map<SubscriberId, SubscriberId> saveAll(List<Subscriber> subscribers) {
    throw new AssertionError("a backlog is read-only but for states");
  }

  @Override
  public Set<SubscriberId> findWaiting(Set<SubscriberId> ids) {
    return Set.of();
  }

  @Override
  public void deleteConsentRecords(SubscriberId subscriber) {
    throw new AssertionError("a backlog is read-only but for states");
  }

  @Override
  public boolean liftErasure(Set<ErasureHash> marks, ConsentRecord record) {
    throw new AssertionError("a backlog is read-only but for states");
  }

  @Override
  public Commit commitAll(List<StateUpdate> updates) {
    SubscriberState changed = updates.getFirst().state(); // workers commit one at a time
    SubscriberId id = changed.subscriber();
    SubscriberState next = changed.withNextVersion();
    SubscriberState kept =
        written.compute(
            id,
            (_, known) ->
                versionOf(Optional.ofNullable(known), id) == changed.version()
                    ? next
                    : Optional.ofNullable(known).orElseGet(() -> SubscriberState.initial(id)));
    return kept == next ? Commit.COMMITTED : Commit.CONFLICT;
  }

  private static long versionOf(Optional<SubscriberState> known, SubscriberId id) {
    return known.orElseGet(() -> SubscriberState.initial(id)).version();
  }

  private SubscriberRecord record(SubscriberId id) {
    SubscriberState state = written.getOrDefault(id, SubscriberState.initial(id));
    return new SubscriberRecord(
        new Subscriber(
            id,
            new EmailAddress(id.value() + "@example.com"),
            Optional.empty(),
            Optional.empty(),
            LifecycleStage.ACTIVE,
            Map.of()),
        state);
  }

  private static SubscriberId id(Shard shard, long number) {
    return new SubscriberId("s" + shard.label() + "-" + "%09d".formatted(number));
  }

  private static long number(SubscriberId id) {
    String text = id.value();
    return Long.parseLong(text.substring(text.length() - DIGITS));
  }
}
