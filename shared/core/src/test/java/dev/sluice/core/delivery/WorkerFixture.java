package dev.sluice.core.delivery;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.contract.DirectExecutorService;
import dev.sluice.core.erasure.ErasureKey;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.memory.InMemoryAccountSuppressionList;
import dev.sluice.core.memory.InMemoryShardStore;
import dev.sluice.core.memory.InMemorySubscribers;
import dev.sluice.core.memory.InMemoryWithheldRunStore;
import dev.sluice.core.service.ConsentService;
import dev.sluice.core.service.ErasureService;
import dev.sluice.core.service.SubscriberImportService;
import dev.sluice.core.service.SuppressionService;
import dev.sluice.core.sharding.CampaignTotals;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Everything around a worker, in memory and in the test's hands. */
final class WorkerFixture {

  static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  final InMemorySubscribers subscribers = new InMemorySubscribers();
  final InMemoryShardStore shards = new InMemoryShardStore();
  final InMemoryAccountSuppressionList accountList = new InMemoryAccountSuppressionList();
  final InstrumentedStores stores = new InstrumentedStores(subscribers);
  final RecordingMessageRenderer renderer = new RecordingMessageRenderer();
  final List<DomainEvent> events = new ArrayList<>();

  /** The shards that workers were called to, in order. */
  final List<Shard> dispatchedShards = new ArrayList<>();

  final InMemoryWithheldRunStore withheldRuns = new InMemoryWithheldRunStore();

  Instant now = START;

  /** Workers so far, by whose number leases are told apart. */
  int leaseHolders;

  final ActiveCampaignsFixture campaigns = new ActiveCampaignsFixture(() -> now);
  final FixedRatePermits permits = new FixedRatePermits(() -> now);

  /** Adds subscribers of one shard and returns their identifiers in order. */
  List<SubscriberId> addSubscribers(Shard shard, int count) {
    List<SubscriberId> ids =
        IntStream.range(0, Integer.MAX_VALUE)
            .mapToObj(i -> new SubscriberId("s%06d".formatted(i)))
            .filter(id -> Shard.of(id).equals(shard))
            .limit(count)
            .toList();
    ids.forEach(id -> subscribers.save(subscriber(id)));
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
    return new ShardWorker(
        () -> now,
        until -> now = until.isAfter(now) ? until : now,
        new DirectExecutorService(),
        campaigns,
        shards,
        stores.shardReader(),
        stores.subscriberRepository(),
        permits,
        _ -> renderer,
        events::addAll,
        () -> "holder-" + leaseHolders++,
        withheldRuns);
  }

  /** Returns the barrier that the answer of a request waits at. */
  HandOverBarrier handOverBarrier() {
    return new HandOverBarrier(() -> now, until -> now = until.isAfter(now) ? until : now, shards);
  }

  ShardDispatcher dispatcher() {
    return new ShardDispatcher(
        () -> now, campaigns, shards, dispatchedShards::addAll, campaigns, events::addAll);
  }

  ConsentService consentService() {
    return new ConsentService(
        () -> now, stores.consentRepository(), campaigns, shards, events::addAll);
  }

  SuppressionService suppressionService() {
    return new SuppressionService(subscribers, accountList, consentService());
  }

  ErasureService erasureService() {
    return new ErasureService(
        () -> now,
        subscribers,
        subscribers,
        () -> new ErasureKey(new byte[32]),
        shards,
        events::addAll);
  }

  SubscriberImportService importService() {
    return new SubscriberImportService(
        () -> now,
        stores.importRepository(),
        subscribers,
        erasureService(),
        shards,
        events::addAll);
  }

  SendCounts countsOf(CampaignId campaign) {
    return CampaignTotals.sum(campaign, shards.statuses());
  }

  SubscriberState stateOf(SubscriberId id) {
    return subscribers.find(id).orElseThrow().state();
  }
}
