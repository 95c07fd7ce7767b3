package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.ses.SendingQuota;
import dev.sluice.aws.store.DynamoAudience;
import dev.sluice.aws.store.DynamoRatePermits;
import dev.sluice.aws.store.DynamoShardStore;
import dev.sluice.aws.store.DynamoStandingStore;
import dev.sluice.aws.store.DynamoSubscribers;
import dev.sluice.aws.store.Tables;
import dev.sluice.scheduling.audience.Criterion;
import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.Campaign;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.CampaignState;
import dev.sluice.scheduling.campaign.Priority;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.campaign.Variant;
import dev.sluice.scheduling.campaign.WhenCapped;
import dev.sluice.scheduling.contract.Samples;
import dev.sluice.scheduling.contract.SettableClock;
import dev.sluice.scheduling.delivery.Agenda;
import dev.sluice.scheduling.delivery.ShardWorker;
import dev.sluice.scheduling.delivery.ShardWorker.RunResult;
import dev.sluice.scheduling.delivery.Workplace;
import dev.sluice.scheduling.event.DomainEvents;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.FrequencyCap;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.Window;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.SendOutcome;
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
import org.junit.jupiter.api.Test;

@DisplayName("Counted with DynamoDB's ConsumedCapacity over 1,000 subscribers of one shard")
class DeliveryCapacityTest implements OnTables {

  private static final Shard SHARD = new Shard(11);
  private static final int SUBSCRIBERS = 1_000;
  private static final Topic OFFERS =
      new Topic(
          Samples.OFFERS, "Offers", "What is cheap", Topic.Joining.OPT_OUT, Cadence.AS_IT_COMES);

  private final SettableClock clock = new SettableClock(Samples.NOON);
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger holders = new AtomicInteger();
  private CapacityMeter meter;
  private Tables tables;

  @BeforeEach
  void addSubscribers() {
    meter = CapacityMeter.on(TABLES);
    tables = TABLES.through(meter.client());
    List<SubscriberId> ids = Samples.idsOf(SHARD, SUBSCRIBERS);
    for (int from = 0; from < ids.size(); from += 100) {
      new DynamoSubscribers(tables)
          .putAll(ids.subList(from, from + 100).stream().map(Samples::subscriber).toList());
    }
    for (SubscriberId id : ids) {
      new DynamoStandingStore(tables).commit(earlierSends(id));
    }
  }

  @Test
  @DisplayName(
      "a send takes one write unit beyond its page's read, a skip none, a walk 0.3 read units")
  void countUnits() throws Exception {
    meter.reset();
    work(campaign("spring", WhenCapped.DROP));
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
    work(campaign("summer", WhenCapped.DROP));
    assertThat(sent).as("capped, nobody gets the second").hasValue(SUBSCRIBERS);
    assertThat(meter.writes(tables.subscribers())).isZero();
    assertThat(meter.reads(tables.subscribers()) / SUBSCRIBERS).isLessThanOrEqualTo(0.3);
  }

  private void work(TrackedCampaign campaign) throws InterruptedException {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      RunResult result =
          new ShardWorker(
                  workplace(campaign, executor), () -> "holder-" + holders.incrementAndGet())
              .work(SHARD, clock.instant().plusSeconds(240));
      assertThat(result).isEqualTo(RunResult.DONE);
    }
  }

  private Workplace workplace(TrackedCampaign campaign, ExecutorService executor) {
    // Two batches a fifth of a second: what is counted holds the waiting for permits too.
    SendingQuota quota = new SendingQuota(1_250, Optional.empty(), 0, true);
    return new Workplace(
        clock,
        clock::set,
        executor,
        () -> new Agenda(policy(), List.of(item(campaign))),
        new DynamoShardStore(tables),
        new DynamoAudience(tables),
        new DynamoStandingStore(tables),
        new DynamoRatePermits(tables, clock, () -> quota, 20),
        _ ->
            (_, _, _) ->
                () -> {
                  sent.incrementAndGet();
                  return new SendOutcome.Accepted("m");
                },
        DomainEvents.NOBODY_LISTENS);
  }

  private static Standing earlierSends(SubscriberId id) {
    return Stream.of(40, 30, 20, 10)
        .map(days -> Samples.sent("old-" + days, Samples.NOON.minus(Duration.ofDays(days))))
        .reduce(Standing.blank(id), Samples::plus, (a, _) -> a);
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

  private static Agenda.Item item(TrackedCampaign campaign) {
    return new Agenda.Item(campaign, OFFERS, new Criterion.Everyone());
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
            Map.of());
    return new TrackedCampaign(campaign, CampaignState.ACTIVE, 1, Samples.NOON, 1);
  }
}
