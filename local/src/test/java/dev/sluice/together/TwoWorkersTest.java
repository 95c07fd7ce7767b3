package dev.sluice.together;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.store.DynamoAudience;
import dev.sluice.aws.store.DynamoStandingStore;
import dev.sluice.aws.store.DynamoSubscribers;
import dev.sluice.aws.store.Tables;
import dev.sluice.local.stores.TableStore;
import dev.sluice.scheduling.audience.Criterion;
import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.LifecycleStage;
import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.Campaign;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.CampaignState;
import dev.sluice.scheduling.campaign.Priority;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.campaign.Variant;
import dev.sluice.scheduling.campaign.WhenCapped;
import dev.sluice.scheduling.delivery.Agenda;
import dev.sluice.scheduling.delivery.RatePermits;
import dev.sluice.scheduling.delivery.ShardWorker;
import dev.sluice.scheduling.delivery.Workplace;
import dev.sluice.scheduling.event.DomainEvents;
import dev.sluice.scheduling.memory.MemoryShardStore;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.FrequencyCap;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.policy.Window;
import dev.sluice.scheduling.visit.SendOutcome;
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
import org.junit.jupiter.api.Test;

@DisplayName("Two workers on the same shards at once, each with leases of its own")
final class TwoWorkersTest {

  private static final int SUBSCRIBERS = 10_000;
  private static final int CAMPAIGNS = 5;
  private static final int DAYS = 9;
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final Topic OFFERS =
      new Topic(
          new TopicId("offers"), "Offers", "Sales", Topic.Joining.OPT_OUT, Cadence.AS_IT_COMES);
  private static final SendPolicy POLICY =
      new SendPolicy(
          1,
          List.of(cap("daily", 1, Duration.ofDays(1)), cap("weekly", 3, Duration.ofDays(7))),
          Optional.empty(),
          ZoneOffset.UTC,
          Duration.ZERO);

  private final Queue<Sent> outbox = new ConcurrentLinkedQueue<>();
  private volatile Instant now = START;

  private record Sent(SubscriberId subscriber, CampaignId campaign, Instant at) {}

  @Test
  @DisplayName("exceed no cap and send nothing twice")
  void capsHold() throws Exception {
    try (TableStore store = TableStore.embedded(Optional.empty());
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Tables tables = TemplateTables.create(store.client());
      addSubscribers(tables);
      Workplace first = workplace(tables, executor);
      Workplace second = workplace(tables, executor);

      for (int day = 0; day < DAYS; day++) {
        now = START.plus(Duration.ofDays(day));
        workAtOnce(first, second, executor);
      }
    }

    assertThat(outbox).hasSize(SUBSCRIBERS * CAMPAIGNS);
    assertThat(new HashSet<>(keys())).as("sends, each once").hasSize(outbox.size());
    assertThat(mostWithin(Duration.ofDays(1))).isEqualTo(1);
    assertThat(mostWithin(Duration.ofDays(7))).isEqualTo(3);
  }

  /** Both begin every shard together, so that they read the same standings and race to write. */
  private static void workAtOnce(Workplace first, Workplace second, ExecutorService executor)
      throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    List<Future<?>> workers = new ArrayList<>();
    for (Workplace workplace : List.of(first, second)) {
      workers.add(executor.submit(() -> workAll(workplace, together)));
    }
    for (Future<?> worker : workers) {
      worker.get();
    }
  }

  private static boolean workAll(Workplace workplace, CyclicBarrier together) throws Exception {
    ShardWorker worker = new ShardWorker(workplace, () -> "holder");
    for (Shard shard : Shard.all()) {
      together.await();
      worker.work(shard, workplace.now().plusSeconds(60));
    }
    return true;
  }

  private Workplace workplace(Tables tables, ExecutorService executor) {
    return new Workplace(
        () -> now,
        _ -> {},
        executor,
        () -> new Agenda(POLICY, items()),
        new MemoryShardStore(),
        new DynamoAudience(tables),
        new DynamoStandingStore(tables),
        wanted -> new RatePermits.Grant(wanted, now),
        _ ->
            (subscriber, campaign, at) ->
                () -> {
                  outbox.add(new Sent(subscriber.id(), campaign, at));
                  return new SendOutcome.Accepted("m");
                },
        DomainEvents.NOBODY_LISTENS);
  }

  private void addSubscribers(Tables tables) {
    DynamoSubscribers subscribers = new DynamoSubscribers(tables);
    List<Subscriber> all =
        IntStream.range(0, SUBSCRIBERS).mapToObj(TwoWorkersTest::subscriber).toList();
    for (int from = 0; from < all.size(); from += 100) {
      subscribers.putAll(all.subList(from, from + 100));
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

  private static List<Agenda.Item> items() {
    return IntStream.rangeClosed(1, CAMPAIGNS)
        .mapToObj(TwoWorkersTest::campaign)
        .map(tracked -> new Agenda.Item(tracked, OFFERS, new Criterion.Everyone()))
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
            Map.of());
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
                    Sent::subscriber, Collectors.mapping(Sent::at, Collectors.toList())));
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
