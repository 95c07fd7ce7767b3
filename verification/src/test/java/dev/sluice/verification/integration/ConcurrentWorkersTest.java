package dev.sluice.verification.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.Priority;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.campaign.Variant;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.delivery.ShardWorker;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.core.memory.InMemoryShardStore;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.FrequencyCap;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.Window;
import dev.sluice.core.ratelimit.RatePermits;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.campaign.DynamoWithheldRunStore;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.subscriber.DynamoShardReader;
import dev.sluice.dynamodb.subscriber.DynamoSubscriberRepository;
import dev.sluice.local.emulator.DynamoDbEmulator;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
@DisplayName("Two concurrent workers on the same shards, each with its own leases")
final class ConcurrentWorkersTest {

  private static final int SUBSCRIBERS = 4_000;
  private static final int CAMPAIGNS = 5;
  private static final int DAYS = 9;
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final Topic OFFERS =
      new Topic(
          new TopicId("offers"), "Offers", "Sales", Topic.OptInMode.OPT_OUT, Cadence.AS_IT_COMES);
  private static final SendPolicy POLICY =
      new SendPolicy(
          1,
          List.of(cap("daily", 1, Duration.ofDays(1)), cap("weekly", 3, Duration.ofDays(7))),
          Optional.empty(),
          ZoneOffset.UTC,
          Duration.ZERO);

  private final Queue<SentMessage> outbox = new ConcurrentLinkedQueue<>();
  private volatile Instant now = START;

  private record SentMessage(SubscriberId subscriber, CampaignId campaign, Instant at) {}

  @Test
  @DisplayName("exceed no cap and send nothing twice")
  void exceedNoCapAndSendNothingTwice() throws Exception {
    try (DynamoDbEmulator store = DynamoDbEmulator.inProcess(Optional.empty());
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      DynamoTables tables = TemplateTables.create(store.client());
      addSubscribers(tables);
      ShardWorker first = worker(tables, executor);
      ShardWorker second = worker(tables, executor);

      for (int day = 0; day < DAYS; day++) {
        now = START.plus(Duration.ofDays(day));
        runConcurrently(List.of(first, second), executor);
      }
    }

    assertThat(outbox).hasSize(SUBSCRIBERS * CAMPAIGNS);
    assertThat(new HashSet<>(keys())).as("sends, each once").hasSize(outbox.size());
    assertThat(mostWithin(Duration.ofDays(1))).isEqualTo(1);
    assertThat(mostWithin(Duration.ofDays(7))).isEqualTo(3);
  }

  /** Both start every shard together, so that they read the same states and race to write. */
  private void runConcurrently(List<ShardWorker> workers, ExecutorService executor)
      throws Exception {
    CyclicBarrier together = new CyclicBarrier(workers.size());
    List<Future<?>> runs = new ArrayList<>();
    for (ShardWorker worker : workers) {
      runs.add(executor.submit(() -> workAll(worker, together)));
    }
    for (Future<?> run : runs) {
      run.get();
    }
  }

  private boolean workAll(ShardWorker worker, CyclicBarrier together) throws Exception {
    for (Shard shard : Shard.all()) {
      together.await();
      worker.work(shard, now.plusSeconds(60));
    }
    return true;
  }

  private ShardWorker worker(DynamoTables tables, ExecutorService executor) {
    return new ShardWorker(
        () -> now,
        _ -> {},
        executor,
        () -> new ActiveCampaigns(POLICY, items()),
        new InMemoryShardStore(),
        new DynamoShardReader(tables),
        new DynamoSubscriberRepository(tables),
        wanted -> new RatePermits.Grant(wanted, now),
        _ ->
            (subscriber, campaign, at) ->
                () -> {
                  outbox.add(new SentMessage(subscriber.id(), campaign, at));
                  return new SendOutcome.Accepted("m");
                },
        DomainEventPublisher.NO_OP,
        () -> "holder",
        new DynamoWithheldRunStore(tables));
  }

  private void addSubscribers(DynamoTables tables) {
    DynamoSubscriberRepository subscribers = new DynamoSubscriberRepository(tables);
    List<Subscriber> all =
        IntStream.range(0, SUBSCRIBERS).mapToObj(ConcurrentWorkersTest::subscriber).toList();
    for (int from = 0; from < all.size(); from += 100) {
      subscribers.saveAll(all.subList(from, from + 100));
    }
  }

  private static Subscriber subscriber(int number) {
    SubscriberId id = new SubscriberId("s%05d".formatted(number));
    return new Subscriber(
        id,
        new EmailAddress(id + "@example.com"),
        Optional.empty(),
        Optional.empty(),
        LifecycleStage.ACTIVE,
        Map.of());
  }

  private static List<ActiveCampaigns.ActiveCampaign> items() {
    return IntStream.rangeClosed(1, CAMPAIGNS)
        .mapToObj(ConcurrentWorkersTest::campaign)
        .map(tracked ->
            new ActiveCampaigns.ActiveCampaign(tracked, OFFERS, new Criterion.Everyone()))
        .toList();
  }

  private static TrackedCampaign campaign(int number) {
    Campaign campaign =
        new Campaign(
            new CampaignId("c" + number),
            "Campaign " + number,
            OFFERS.id(),
            List.of(),
            List.of(),
            List.of(new Variant("a", 1, "s", "h", "t")),
            new Priority(number),
            START,
            START.plus(Duration.ofDays(20)),
            WhenCapped.WAIT,
            Map.of(),
            List.of());
    return new TrackedCampaign(campaign, CampaignState.ACTIVE, 1, START, 1);
  }

  private static FrequencyCap cap(String name, int limit, Duration window) {
    return new FrequencyCap(
        name, limit, new Window.Rolling(window), Optional.empty(), new Criterion.Everyone());
  }

  private List<String> keys() {
    return outbox.stream().map(sent -> sent.subscriber() + "|" + sent.campaign()).toList();
  }

  /**
   * Counts by brute force: for every send, those of the same subscriber in the window it begins.
   */
  private long mostWithin(Duration window) {
    Map<SubscriberId, List<Instant>> sends =
        outbox.stream()
            .collect(
                Collectors.groupingBy(
                    SentMessage::subscriber,
                    Collectors.mapping(SentMessage::at, Collectors.toList())));
    Set<Long> counts = new HashSet<>();
    for (List<Instant> instants : sends.values()) {
      for (Instant start : instants) {
        Instant end = start.plus(window);
        counts.add(instants.stream().filter(at -> !at.isBefore(start) && at.isBefore(end)).count());
      }
    }
    return counts.stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
