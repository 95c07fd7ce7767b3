package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.InvalidInputException;
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
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.desk.ConsentDesk;
import dev.sluice.scheduling.desk.ConsentStore;
import dev.sluice.scheduling.desk.ErasureDesk;
import dev.sluice.scheduling.desk.ErasureKey;
import dev.sluice.scheduling.desk.Office;
import dev.sluice.scheduling.event.DomainEvent;
import dev.sluice.scheduling.feedback.News;
import dev.sluice.scheduling.memory.MemoryShardStore;
import dev.sluice.scheduling.memory.MemorySubscribers;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.FrequencyCap;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.policy.Window;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.Letter;
import dev.sluice.scheduling.visit.Mailroom;
import dev.sluice.scheduling.visit.SendOutcome;
import dev.sluice.scheduling.visit.SendOutcome.Limit;
import dev.sluice.scheduling.visit.StandingStore;
import dev.sluice.scheduling.visit.SubscriberRecord;
import dev.sluice.scheduling.visit.SubscriberStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Everything around a worker, in memory and in the test's hands. */
final class World {

  static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  static final Topic OFFERS =
      new Topic(
          new TopicId("offers"),
          "Offers",
          "What is on sale",
          Topic.Joining.OPT_OUT,
          Cadence.AS_IT_COMES);

  final MemorySubscribers subscribers = new MemorySubscribers();
  final MemoryShardStore shards = new MemoryShardStore();
  final Map<CampaignId, TrackedCampaign> campaigns = new LinkedHashMap<>();
  final Map<CampaignId, Criterion> audiences = new HashMap<>();
  final List<Sent> outbox = new ArrayList<>();
  final List<DomainEvent> events = new ArrayList<>();
  final List<Counts> closed = new ArrayList<>();
  final List<Shard> calls = new ArrayList<>();
  final List<Limit> throttledBy = new ArrayList<>();
  Instant now = START;
  int commits;
  int pages;
  int permitsPerSecond = 1_000;
  int permitsAsked;
  int holders;
  Optional<Instant> parkedUntil = Optional.empty();
  SendPolicy policy = policy(capOf("daily", 1, Duration.ofDays(1)));
  BiFunction<SubscriberId, CampaignId, SendOutcome> ses = (_, _) -> new SendOutcome.Accepted("m");
  Runnable beforeCommit = () -> {};
  Runnable beforeAct = () -> {};
  Runnable beforePutAll = () -> {};
  private Instant slice = Instant.EPOCH;
  private int used;

  record Sent(SubscriberId subscriber, CampaignId campaign, Instant at) {}

  static SendPolicy policy(FrequencyCap... caps) {
    return new SendPolicy(1, List.of(caps), Optional.empty(), ZoneOffset.UTC, Duration.ofDays(3));
  }

  static FrequencyCap capOf(String name, int limit, Duration window) {
    return new FrequencyCap(
        name, limit, new Window.Rolling(window), Optional.empty(), new Criterion.Everyone());
  }

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

  CampaignId campaign(String id, int priority, Duration afterStart, WhenCapped whenCapped) {
    CampaignId campaignId = new CampaignId(id);
    Instant start = START.plus(afterStart);
    Campaign campaign =
        new Campaign(
            campaignId,
            id,
            OFFERS.id(),
            List.of(),
            List.of(),
            List.of(new Variant("a", 1, "s", "h", "t")),
            new Priority(priority),
            start,
            start.plus(Duration.ofDays(10)),
            whenCapped,
            Map.of());
    campaigns.put(campaignId, new TrackedCampaign(campaign, CampaignState.ACTIVE, 1, START, 1));
    return campaignId;
  }

  void change(CampaignId id, CampaignState state, int pass) {
    campaigns.computeIfPresent(
        id,
        (_, known) -> new TrackedCampaign(known.campaign(), state, pass, now, known.version() + 1));
  }

  Agenda agenda() {
    return new Agenda(
        policy,
        campaigns.values().stream()
            .map(tracked -> new Agenda.Item(tracked, OFFERS, audience(tracked.id())))
            .toList());
  }

  private Criterion audience(CampaignId campaign) {
    return audiences.getOrDefault(campaign, new Criterion.Everyone());
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

  ShardWorker worker() {
    return new ShardWorker(workplace(), () -> "holder-" + holders++);
  }

  Ticker ticker() {
    return new Ticker(
        () -> now,
        this::agenda,
        shards,
        calls::addAll,
        (campaign, counts) -> {
          closed.add(counts);
          return campaigns.remove(campaign.id()) != null;
        },
        events::addAll);
  }

  /** Returns the desk of the same subscribers. */
  ConsentDesk desk() {
    return new ConsentDesk(office());
  }

  ErasureDesk erasures() {
    return new ErasureDesk(office(), subscribers, () -> new ErasureKey(new byte[32]));
  }

  Office office() {
    return new Office(() -> now, subscribers, acts(), this::agenda, shards, events::addAll);
  }

  /** Returns the same subscribers, stored only after something has happened. */
  SubscriberStore interruptedSubscribers() {
    return new SubscriberStore() {
      @Override
      public Creation create(Subscriber one, Standing chosen, List<ConsentRecord> records) {
        return subscribers.create(one, chosen, records);
      }

      @Override
      public void putAll(List<Subscriber> all) {
        beforePutAll.run();
        subscribers.putAll(all);
      }
    };
  }

  private ConsentStore acts() {
    return new ConsentStore() {
      @Override
      public StandingStore.Commit commit(Standing changed, List<ConsentRecord> records, News news) {
        beforeAct.run();
        return subscribers.commit(changed, records);
      }

      @Override
      public Standing standing(SubscriberId subscriber) {
        return subscribers.standing(subscriber);
      }

      @Override
      public Page records(SubscriberId subscriber, Optional<String> after, int limit) {
        return subscribers.records(subscriber, after, limit);
      }

      @Override
      public Page records(Optional<String> after, int limit) {
        return subscribers.records(after, limit);
      }
    };
  }

  Counts counts(CampaignId campaign) {
    return CampaignCounts.of(campaign, shards.glance());
  }

  Standing standing(SubscriberId id) {
    return subscribers.read(id).orElseThrow().standing();
  }

  private Workplace workplace() {
    return new Workplace(
        () -> now,
        until -> now = until.isAfter(now) ? until : now,
        new CallerRuns(),
        this::agenda,
        shards,
        countingAudience(),
        countingStandings(),
        permits(),
        _ -> mailroom(),
        events::addAll);
  }

  Mailroom mailroom() {
    return (subscriber, campaign, at) -> letter(subscriber, campaign, at);
  }

  private Letter letter(Subscriber subscriber, CampaignId campaign, Instant at) {
    if (campaign.value().startsWith("broken")) {
      throw InvalidInputException.of("defaults.name", "absent", "give it a default");
    }
    return () -> {
      SendOutcome outcome = ses.apply(subscriber.id(), campaign);
      if (outcome instanceof SendOutcome.Accepted || outcome instanceof SendOutcome.Unknown) {
        outbox.add(new Sent(subscriber.id(), campaign, at));
      }
      return outcome;
    };
  }

  private RatePermits permits() {
    return new RatePermits() {
      @Override
      public Grant take(int wanted) {
        return permits(wanted);
      }

      @Override
      public void throttled(Limit limit) {
        throttledBy.add(limit);
      }
    };
  }

  private RatePermits.Grant permits(int wanted) {
    permitsAsked++;
    if (parkedUntil.filter(now::isBefore).isPresent()) {
      return new RatePermits.Grant(0, parkedUntil.get());
    }
    Instant second = Instant.ofEpochSecond(now.getEpochSecond());
    if (!second.equals(slice)) {
      slice = second;
      used = 0;
    }
    int granted = Math.clamp(permitsPerSecond - used, 0, wanted);
    used += granted;
    return new RatePermits.Grant(granted, used < permitsPerSecond ? now : second.plusSeconds(1));
  }

  private Audience countingAudience() {
    return new Audience() {
      @Override
      public Page page(Shard shard, Cursor after, int limit) {
        pages++;
        return subscribers.page(shard, after, limit);
      }

      @Override
      public List<SubscriberId> due(Shard shard, Instant at, int limit) {
        return subscribers.due(shard, at, limit);
      }

      @Override
      public Optional<Instant> nextDueAt(Shard shard) {
        return subscribers.nextDueAt(shard);
      }
    };
  }

  private StandingStore countingStandings() {
    return new StandingStore() {
      @Override
      public Optional<SubscriberRecord> read(SubscriberId id) {
        return subscribers.read(id);
      }

      @Override
      public Optional<SubscriberRecord> readForVisit(SubscriberId id) {
        return subscribers.readForVisit(id);
      }

      @Override
      public Commit forget(Standing last) {
        return subscribers.forget(last);
      }

      @Override
      public Commit commit(Standing changed) {
        beforeCommit.run();
        commits++;
        return subscribers.commit(changed);
      }
    };
  }

  /** Runs every task at once, in the thread that submits it, so that tests are deterministic. */
  private static final class CallerRuns extends AbstractExecutorService implements ExecutorService {
    @Override
    public void execute(Runnable command) {
      command.run();
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }
}
