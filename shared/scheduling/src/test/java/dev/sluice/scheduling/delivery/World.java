package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.LifecycleStage;
import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.contract.CallerRuns;
import dev.sluice.scheduling.desk.ConsentDesk;
import dev.sluice.scheduling.desk.ErasureDesk;
import dev.sluice.scheduling.desk.ErasureKey;
import dev.sluice.scheduling.desk.FreeingDesk;
import dev.sluice.scheduling.desk.Office;
import dev.sluice.scheduling.event.DomainEvent;
import dev.sluice.scheduling.memory.MemoryAccountList;
import dev.sluice.scheduling.memory.MemoryShardStore;
import dev.sluice.scheduling.memory.MemorySubscribers;
import dev.sluice.scheduling.standing.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Everything around a worker, in memory and in the test's hands. */
final class World {

  static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  final MemorySubscribers subscribers = new MemorySubscribers();
  final MemoryShardStore shards = new MemoryShardStore();
  final MemoryAccountList accountList = new MemoryAccountList();
  final WatchedStores stores = new WatchedStores(subscribers);
  final Post post = new Post();
  final List<DomainEvent> events = new ArrayList<>();

  /** The shards that workers were called to, in order. */
  final List<Shard> calls = new ArrayList<>();

  Instant now = START;

  /** Workers so far, by whose number leases are told apart. */
  int holders;

  final Campaigns campaigns = new Campaigns(() -> now);
  final PermitsPerSecond permits = new PermitsPerSecond(() -> now);

  /** Adds subscribers of one shard and returns their identifiers in order. */
  List<SubscriberId> addSubscribers(Shard shard, int count) {
    List<SubscriberId> ids =
        IntStream.range(0, Integer.MAX_VALUE)
            .mapToObj(i -> new SubscriberId("s%06d".formatted(i)))
            .filter(id -> Shard.of(id).equals(shard))
            .limit(count)
            .toList();
    ids.forEach(id -> subscribers.put(subscriber(id)));
    return ids;
  }

  static Subscriber subscriber(SubscriberId id) {
    return new Subscriber(
        id,
        new EmailAddress(id + "@example.com"),
        Optional.empty(),
        Optional.empty(),
        LifecycleStage.ACTIVE,
        Map.of());
  }

  ShardWorker.RunResult work(Shard shard) {
    return workUntil(shard, now.plus(Duration.ofMinutes(2)));
  }

  ShardWorker.RunResult workUntil(Shard shard, Instant deadline) {
    try {
      return worker().work(shard, deadline);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private ShardWorker worker() {
    return new ShardWorker(workplace(), () -> "holder-" + holders++);
  }

  private Workplace workplace() {
    return new Workplace(
        () -> now,
        until -> now = until.isAfter(now) ? until : now,
        new CallerRuns(),
        campaigns,
        shards,
        stores.audience(),
        stores.standings(),
        permits,
        _ -> post,
        events::addAll);
  }

  Ticker ticker() {
    return new Ticker(
        new ControlRoom(() -> now, campaigns, shards, calls::addAll, campaigns, events::addAll));
  }

  /** Returns the desk of the same subscribers. */
  ConsentDesk desk() {
    return new ConsentDesk(office());
  }

  FreeingDesk freeing() {
    return new FreeingDesk(office(), accountList);
  }

  ErasureDesk erasures() {
    return new ErasureDesk(office(), subscribers, () -> new ErasureKey(new byte[32]));
  }

  Office office() {
    return new Office(() -> now, subscribers, stores.acts(), campaigns, shards, events::addAll);
  }

  Counts counts(CampaignId campaign) {
    return CampaignCounts.of(campaign, shards.glance());
  }

  Standing standing(SubscriberId id) {
    return subscribers.read(id).orElseThrow().standing();
  }
}
