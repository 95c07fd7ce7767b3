package dev.sluice.bench;

import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.LifecycleStage;
import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.delivery.Audience;
import dev.sluice.scheduling.delivery.Cursor;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.StandingStore;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/** Shards without end, whose every subscriber waits for a campaign, and their standings. */
final class Backlog implements Audience, StandingStore {

  private static final int DIGITS = 9;

  private final Map<SubscriberId, Standing> written = new ConcurrentHashMap<>();

  @Override
  public Page page(Shard shard, Cursor after, int limit) {
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
  public List<SubscriberId> due(Shard shard, Instant now, int limit) {
    return List.of();
  }

  @Override
  public Optional<Instant> nextDueAt(Shard shard) {
    return Optional.empty();
  }

  @Override
  public Optional<SubscriberRecord> read(SubscriberId id) {
    return Optional.of(record(id));
  }

  @Override
  public Optional<SubscriberRecord> readForVisit(SubscriberId id) {
    return read(id);
  }

  @Override
  public Commit forget(Standing last) {
    throw new AssertionError("nobody is erased from a backlog");
  }

  @Override
  public Commit commit(Standing changed) {
    SubscriberId id = changed.subscriber();
    Standing next = changed.written();
    Standing kept =
        written.compute(
            id,
            (_, known) ->
                versionOf(Optional.ofNullable(known), id) == changed.version()
                    ? next
                    : Optional.ofNullable(known).orElseGet(() -> Standing.blank(id)));
    return kept == next ? Commit.COMMITTED : Commit.LOST;
  }

  private static long versionOf(Optional<Standing> known, SubscriberId id) {
    return known.orElseGet(() -> Standing.blank(id)).version();
  }

  private SubscriberRecord record(SubscriberId id) {
    Standing standing = written.getOrDefault(id, Standing.blank(id));
    return new SubscriberRecord(
        new Subscriber(
            id,
            new EmailAddress(id.value() + "@example.com"),
            Optional.empty(),
            Optional.empty(),
            LifecycleStage.ACTIVE,
            Map.of()),
        standing);
  }

  private static SubscriberId id(Shard shard, long number) {
    return new SubscriberId("s" + shard.label() + "-" + "%09d".formatted(number));
  }

  private static long number(SubscriberId id) {
    String text = id.value();
    return Long.parseLong(text.substring(text.length() - DIGITS));
  }
}
