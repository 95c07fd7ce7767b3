package dev.sluice.dynamodb.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.Priority;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.campaign.Variant;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.contract.Samples;
import dev.sluice.core.contract.SettableClock;
import dev.sluice.core.delivery.ShardWorker;
import dev.sluice.core.delivery.ShardWorker.RunResult;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.FrequencyCap;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.Window;
import dev.sluice.core.ratelimit.SendingQuota;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.campaign.DynamoWithheldRunStore;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.ratelimit.DynamoRatePermits;
import dev.sluice.dynamodb.shard.DynamoShardStore;
import dev.sluice.dynamodb.subscriber.DynamoShardReader;
import dev.sluice.dynamodb.subscriber.DynamoSubscriberRepository;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("capacity")
@DisplayName("Counted with DynamoDB's ConsumedCapacity over 1,000 subscribers of one shard")
class DeliveryCapacityTest implements DynamoStoreFixture {

  private static final Shard SHARD = new Shard(11);
  private static final int SUBSCRIBERS = 1_000;
  private static final Topic OFFERS =
      new Topic(
          Samples.OFFERS, "Offers", "What is cheap", Topic.OptInMode.OPT_OUT, Cadence.AS_IT_COMES);

  private final SettableClock clock = new SettableClock(Samples.NOON);
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger holders = new AtomicInteger();
  private CapacityMeter meter;
  private DynamoTables tables;

  @BeforeEach
  void addSubscribers() {
    meter = CapacityMeter.on(TABLES);
    tables = TABLES.withClient(meter.client());
    List<SubscriberId> ids = Samples.idsOf(SHARD, SUBSCRIBERS);
    for (int from = 0; from < ids.size(); from += 100) {
      new DynamoSubscriberRepository(tables)
          .saveAll(ids.subList(from, from + 100).stream().map(Samples::subscriber).toList());
    }
    for (SubscriberId id : ids) {
      new DynamoSubscriberRepository(tables).commit(earlierSends(id));
    }
  }

  @Test
  @DisplayName(
      "a send takes one write unit beyond its page's read, a skip none, a walk 0.3 read units")
  void countsUnitsOfSendsAndSkips() throws Exception {
    meter.reset();
    runWorker(campaign("spring", WhenCapped.DROP));
    assertThat(sent).hasValue(SUBSCRIBERS);
    double standings = meter.writes(tables.subscribers()) / SUBSCRIBERS;
    double all = standings + meter.writes(tables.control()) / SUBSCRIBERS;
    double reads = meter.reads(tables.subscribers()) / SUBSCRIBERS;
    System.out.printf(
        "a send writes %.3f units, %.3f with leases, checkpoints and permits; reads %.3f%n",
        standings, all, reads);
    assertThat(standings).isBetween(1.0, 1.02);
    assertThat(all).isBetween(1.0, 1.02);
    assertThat(meter.indexWrites(tables.subscribers())).isZero();
    assertThat(reads).isLessThanOrEqualTo(0.3);

    meter.reset();
    runWorker(campaign("summer", WhenCapped.DROP));
    assertThat(sent).as("capped, nobody gets the second").hasValue(SUBSCRIBERS);
    assertThat(meter.writes(tables.subscribers())).isZero();
    assertThat(meter.reads(tables.subscribers()) / SUBSCRIBERS).isLessThanOrEqualTo(0.3);
  }

  private void runWorker(TrackedCampaign campaign) throws InterruptedException {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      RunResult result = worker(campaign, executor).work(SHARD, clock.instant().plusSeconds(240));
      assertThat(result).isEqualTo(RunResult.DONE);
    }
  }

  private ShardWorker worker(TrackedCampaign campaign, ExecutorService executor) {
    // Two batches a fifth of a second: what is counted holds the waiting for permits too.
    SendingQuota quota = new SendingQuota(1_250, Optional.empty(), 0, true);
    return new ShardWorker(
        clock,
        clock::set,
        executor,
        () -> new ActiveCampaigns(policy(), List.of(item(campaign))),
        new DynamoShardStore(tables),
        new DynamoShardReader(tables),
        new DynamoSubscriberRepository(tables),
        new DynamoRatePermits(tables, clock, () -> quota, 20),
        _ ->
            (_, _, _) ->
                () -> {
                  sent.incrementAndGet();
                  return new SendOutcome.Accepted("m");
                },
        DomainEventPublisher.NO_OP,
        () -> "holder-" + holders.incrementAndGet(),
        new DynamoWithheldRunStore(tables));
  }

  private static SubscriberState earlierSends(SubscriberId id) {
    return Stream.of(40, 30, 20, 10)
        .map(days -> Samples.sent("old-" + days, Samples.NOON.minus(Duration.ofDays(days))))
        .reduce(SubscriberState.initial(id), Samples::withSend, (a, _) -> a);
  }

  private static SendPolicy policy() {
    FrequencyCap daily =
        new FrequencyCap(
            "daily",
            1,
            new Window.Rolling(Duration.ofDays(1)),
            Optional.empty(),
            new Criterion.Everyone());
    return new SendPolicy(1, List.of(daily), Optional.empty(), ZoneOffset.UTC, Duration.ZERO);
  }

  private static ActiveCampaigns.ActiveCampaign item(TrackedCampaign campaign) {
    return new ActiveCampaigns.ActiveCampaign(campaign, OFFERS, new Criterion.Everyone());
  }

  private static TrackedCampaign campaign(String id, WhenCapped whenCapped) {
    Campaign campaign =
        new Campaign(
            new CampaignId(id),
            id,
            OFFERS.id(),
            List.of(),
            List.of(),
            List.of(new Variant("a", 1, "s", "h", "t")),
            Priority.NORMAL,
            Samples.NOON,
            Samples.NOON.plus(Duration.ofDays(20)),
            whenCapped,
            Map.of(),
            List.of());
    return new TrackedCampaign(campaign, CampaignState.ACTIVE, 1, Samples.NOON, 1);
  }
}
