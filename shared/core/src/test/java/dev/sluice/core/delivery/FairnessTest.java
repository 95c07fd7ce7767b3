package dev.sluice.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.delivery.ShardWorker.RunResult;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@DisplayName("Among campaigns that share a rate")
class FairnessTest {

  private static final Shard SHARD = new Shard(17);
  private static final int PER_SECOND = 10;

  private final WorkerFixture fixture = new WorkerFixture();
  private final Deque<Shard> queue = new ArrayDeque<>();

  FairnessTest() {
    fixture.campaigns.policy = ActiveCampaignsFixture.policy();
    fixture.permits.perSecond = PER_SECOND;
  }

  @Test
  @DisplayName(
      "a small one behind a large one of the same weight is done after its half of the rate")
  void smallCampaignGetsHalfTheRateBehindLargeOne() {
    List<SubscriberId> ids = fixture.addSubscribers(SHARD, 3_000);
    campaign("large", 5);
    run(Duration.ofSeconds(60));
    CampaignId small = smallCampaign(5, everyNth(ids, 60));
    Instant enqueued = fixture.now;

    run(Duration.ofSeconds(60));

    assertThat(sent(small)).isEqualTo(50);
    assertThat(secondsUntilDone(small, enqueued)).as("50 at 5/s").isBetween(5L, 14L);
  }

  @Test
  @DisplayName("a small light one behind a large heavy one still gets its weight")
  void smallLightCampaignGetsItsWeightBehindLargeHeavyOne() {
    List<SubscriberId> ids = fixture.addSubscribers(SHARD, 3_000);
    campaign("large", 9);
    run(Duration.ofSeconds(60));
    CampaignId small = smallCampaign(1, everyNth(ids, 100));
    Instant enqueued = fixture.now;

    run(Duration.ofSeconds(90));

    assertThat(sent(small)).isEqualTo(30);
    assertThat(secondsUntilDone(small, enqueued)).as("30 at 1/s").isBetween(10L, 40L);
  }

  @Test
  @DisplayName("a small one that begins together with a large one need not keep its pace")
  void smallCampaignIsNotSlowedByLargeOneStartedTogether() {
    List<SubscriberId> ids = fixture.addSubscribers(SHARD, 3_000);
    campaign("large", 5);
    CampaignId small = smallCampaign(5, everyNth(ids, 60));

    run(Duration.ofSeconds(60));

    assertThat(sent(small)).isEqualTo(50);
    assertThat(secondsUntilDone(small, WorkerFixture.START)).as("50 at 5/s").isBetween(5L, 14L);
    run(Duration.ofSeconds(280));
    assertThat(fixture.renderer.sent).hasSize(3_050).doesNotHaveDuplicates();
    assertThat(fixture.countsOf(small)).isEqualTo(new SendCounts(50, 0, 0, Map.of()));
  }

  @Test
  @DisplayName("each of two large ones gets its weight, until the heavier one catches up")
  void largeCampaignsShareByWeight() {
    fixture.addSubscribers(SHARD, 3_000);
    CampaignId light = campaign("light", 3);
    run(Duration.ofSeconds(30));
    CampaignId heavy = campaign("heavy", 6);
    Instant from = fixture.now;

    run(Duration.ofSeconds(75));

    assertThat(sentSince(heavy, from)).isCloseTo(500L, within(25L));
    assertThat(sentSince(light, from)).isCloseTo(250L, within(25L));
  }

  @Test
  @DisplayName("a new one is not held up by a backlog that is due, nor the backlog by it")
  void newCampaignAndDueBacklogDoNotBlockEachOther() {
    List<SubscriberId> ids = fixture.addSubscribers(SHARD, 2_000);
    fixture.campaigns.policy =
        ActiveCampaignsFixture.policy(
            ActiveCampaignsFixture.capOf("hourly", 1, Duration.ofHours(1)));
    fixture.permits.perSecond = 100_000;
    campaign("first", 9);
    CampaignId large = campaign("large", 5);
    run(Duration.ofSeconds(60));
    fixture.campaigns.policy = ActiveCampaignsFixture.policy();
    fixture.permits.perSecond = PER_SECOND;
    fixture.now = WorkerFixture.START.plus(Duration.ofHours(1));
    CampaignId small = smallCampaign(5, everyNth(ids, 40));
    Instant from = fixture.now;

    run(Duration.ofSeconds(60));

    assertThat(sent(small)).isEqualTo(50);
    assertThat(secondsUntilDone(small, from))
        .as("15 s: 50 that each bring one of the large one's along, at two thirds of 10/s")
        .isBetween(5L, 18L);
    assertThat(sentSince(large, from)).isGreaterThanOrEqualTo(500);
  }

  @Test
  @DisplayName("none is left out, however short runs are and however many there are")
  void everyCampaignProgressesInShortRuns() {
    List<SubscriberId> ids = fixture.addSubscribers(SHARD, 9 * 2_000);
    List<CampaignId> campaigns =
        IntStream.rangeClosed(1, 9)
            .mapToObj(i -> {
              CampaignId id = campaignOf("c" + i, i, ids.subList(2_000 * (i - 1), 2_000 * i));
              run(Duration.ofSeconds(2));
              return id;
            })
            .toList();
    fixture.permits.perSecond = 5;
    Instant from = fixture.now;

    // Some 18 turns of the lightest: few enough to be quick, too many for luck to leave it out.
    IntStream.range(0, 400).forEach(_ -> run(Duration.ofSeconds(4)));

    List<Long> shares = campaigns.stream().map(id -> sentSince(id, from)).toList();
    double all = shares.stream().mapToLong(Long::longValue).sum();
    assertThat(shares.getFirst() / all).as("the lightest").isBetween(0.5 / 45, 2.0 / 45);
    assertThat(shares.getLast() / all).as("the heaviest").isBetween(6.0 / 45, 11.0 / 45);
  }

  @Test
  @DisplayName("a scan processes the subscribers of its own campaign and skips the others")
  void scanProcessesOnlyItsOwnSubscribers() {
    List<SubscriberId> ids = fixture.addSubscribers(SHARD, 400);
    CampaignId large = campaign("large", 5);
    run(Duration.ofSeconds(10));
    CampaignId small = smallCampaign(9, everyNth(ids, 4));
    fixture.permits.perSecond = 1_000;

    assertThat(fixture.work(SHARD)).isEqualTo(RunResult.DONE);

    assertThat(fixture.countsOf(small)).isEqualTo(new SendCounts(100, 0, 0, Map.of()));
    assertThat(fixture.countsOf(large)).isEqualTo(new SendCounts(400, 0, 0, Map.of()));
    assertThat(fixture.renderer.sent).hasSize(500).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("a run gives its shard back after 10 s and 25 messages if another shard waits")
  void yieldsAfterMinimumRunWhenAnotherShardWaits() {
    fixture.addSubscribers(SHARD, 1_000);
    campaign("large", 5);
    assertThat(fixture.workUntil(SHARD, fixture.now.plusSeconds(30)))
        .isEqualTo(RunResult.OUT_OF_TIME);

    assertThat(secondsUntilYield(10)).isBetween(10L, 13L);
    assertThat(secondsUntilYield(1)).as("25 messages at 1/s").isBetween(25L, 28L);
  }

  @Test
  @DisplayName("a run that gets no permits gives its shard back after 60 s")
  void yieldsAfterMaximumRunWithoutPermits() {
    fixture.addSubscribers(SHARD, 1_000);
    campaign("large", 5);

    assertThat(secondsUntilYield(0)).isBetween(60L, 63L);
  }

  private long secondsUntilYield(int permitsPerSecond) {
    fixture.permits.perSecond = permitsPerSecond;
    fixture.shards.markDispatched(new Shard(3), fixture.now, fixture.now.plusSeconds(600));
    Instant began = fixture.now;
    assertThat(fixture.workUntil(SHARD, began.plusSeconds(280))).isEqualTo(RunResult.YIELDED);
    return Duration.between(began, fixture.now).toSeconds();
  }

  @Test
  @DisplayName("one that is in every shard is done in all of them within its share and one round")
  void campaignInEveryShardFinishesWithinItsShare() {
    List<Shard> shards = IntStream.range(0, 8).mapToObj(Shard::new).toList();
    campaign("large", 5);
    List<SubscriberId> members =
        shards.stream()
            .flatMap(shard -> everyNth(fixture.addSubscribers(shard, 1_500), 150).stream())
            .toList();
    tour(Duration.ofSeconds(170));
    CampaignId small = smallCampaign(5, members);
    Instant enqueued = fixture.now;

    tour(Duration.ofSeconds(400));

    assertThat(sent(small)).isEqualTo(80);
    assertThat(secondsUntilDone(small, enqueued))
        .as("one worker, 8 shards of 10 s and more each, and the ticks between")
        .isLessThan(240);
  }

  /** One worker that goes where it is called, and a tick every minute. */
  private void tour(Duration length) {
    Instant end = fixture.now.plus(length);
    Instant tickAt = fixture.now;
    while (fixture.now.isBefore(end)) {
      if (!fixture.now.isBefore(tickAt)) {
        fixture.dispatchedShards.clear();
        fixture.dispatcher().dispatch();
        queue.addAll(fixture.dispatchedShards);
        tickAt = tickAt.plusSeconds(60);
      }
      Optional<Shard> next = Optional.ofNullable(queue.poll());
      if (next.isPresent()) {
        fixture.workUntil(next.get(), fixture.now.plusSeconds(280));
      } else {
        fixture.now = tickAt;
      }
    }
  }

  private void run(Duration length) {
    fixture.workUntil(SHARD, fixture.now.plus(length));
  }

  private CampaignId campaign(String id, int priority) {
    return fixture.campaigns.announce(
        id, priority, Duration.between(WorkerFixture.START, fixture.now), WhenCapped.WAIT);
  }

  private CampaignId smallCampaign(int priority, List<SubscriberId> members) {
    return campaignOf("small", priority, members);
  }

  private CampaignId campaignOf(String name, int priority, List<SubscriberId> members) {
    CampaignId id = campaign(name, priority);
    fixture.campaigns.audiences.put(id, new Criterion.Present(name));
    members.forEach(member -> fixture.subscribers.save(marked(member, name)));
    return id;
  }

  private static Subscriber marked(SubscriberId id, String attribute) {
    return new Subscriber(
        id,
        WorkerFixture.subscriber(id).address(),
        Optional.empty(),
        Optional.empty(),
        LifecycleStage.ACTIVE,
        Map.of(attribute, new AttributeValue.Flag(true)));
  }

  private static List<SubscriberId> everyNth(List<SubscriberId> ids, int n) {
    return IntStream.range(0, ids.size()).filter(i -> i % n == 0).mapToObj(ids::get).toList();
  }

  private long sent(CampaignId campaign) {
    return sentSince(campaign, Instant.EPOCH);
  }

  private long sentSince(CampaignId campaign, Instant from) {
    return fixture.renderer.sent.stream()
        .filter(sent -> sent.campaign().equals(campaign) && !sent.at().isBefore(from))
        .count();
  }

  private long secondsUntilDone(CampaignId campaign, Instant from) {
    Instant last =
        fixture.renderer.sent.stream()
            .filter(sent -> sent.campaign().equals(campaign))
            .map(RecordingMessageRenderer.SentMessage::at)
            .max(Instant::compareTo)
            .orElseThrow();
    return Duration.between(from, last).toSeconds();
  }
}
