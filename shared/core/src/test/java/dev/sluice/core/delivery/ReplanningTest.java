package dev.sluice.core.delivery;

import static dev.sluice.core.delivery.ActiveCampaignsFixture.capOf;
import static dev.sluice.core.delivery.ActiveCampaignsFixture.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.delivery.RecordingMessageRenderer.SentMessage;
import dev.sluice.core.policy.QuietHours;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.sharding.ShardStatus;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What waits, when the rules change")
final class ReplanningTest {

  private static final Shard SHARD = new Shard(17);
  private static final Duration DAY = Duration.ofDays(1);
  private static final SendPolicy ONE_IN_FIVE_DAYS = policy(capOf("slow", 1, Duration.ofDays(5)));
  private static final CampaignId HEAVY = new CampaignId("heavy");
  private static final CampaignId LIGHT = new CampaignId("light");
  private static final Criterion NO_ONE = new Criterion.Present("nothing-has-this");

  private final WorkerFixture fixture = new WorkerFixture();
  private final List<Shard> queued = new ArrayList<>();

  /** A situation in which the light campaign waits, and the change that ends its wait. */
  record Change(Consumer<WorkerFixture> situation, Consumer<WorkerFixture> change) {}

  static Stream<Arguments> changes() {
    Consumer<WorkerFixture> announced =
        fixture -> {
          fixture.campaigns.announce("heavy", 9, Duration.ofHours(20), WhenCapped.WAIT);
          fixture.campaigns.announce("light", 1);
        };
    return Stream.of(
        arguments(
            "the policy has no cap any more",
            new Change(
                ReplanningTest::sentYesterday,
                fixture -> fixture.campaigns.changePolicy(policy()))),
        arguments(
            "a cap is raised",
            new Change(
                ReplanningTest::sentYesterday,
                fixture ->
                    fixture.campaigns.changePolicy(policy(capOf("slow", 2, Duration.ofDays(5)))))),
        arguments(
            "the quiet hours are lifted",
            new Change(
                fixture -> {
                  fixture.campaigns.policy = quiet();
                  fixture.campaigns.announce("light", 1);
                },
                fixture -> fixture.campaigns.changePolicy(policy()))),
        arguments(
            "a heavier campaign that was announced is cancelled",
            new Change(
                announced,
                fixture -> fixture.campaigns.setState(HEAVY, CampaignState.CANCELLED, 2))),
        arguments(
            "a heavier campaign that was announced is paused",
            new Change(
                announced, fixture -> fixture.campaigns.setState(HEAVY, CampaignState.PAUSED, 1))),
        arguments(
            "a heavier campaign that was announced is moved",
            new Change(
                announced,
                fixture ->
                    fixture.campaigns.announce("heavy", 9, Duration.ofDays(9), WhenCapped.WAIT))),
        arguments(
            "a heavier campaign that was announced gets a lower priority",
            new Change(
                fixture -> {
                  fixture.campaigns.announce("heavy", 9, Duration.ofHours(20), WhenCapped.WAIT);
                  fixture.campaigns.announce("light", 4);
                },
                fixture ->
                    fixture.campaigns.announce("heavy", 1, Duration.ofHours(20), WhenCapped.WAIT))),
        arguments(
            "a heavier campaign that was announced is for others",
            new Change(announced, fixture -> fixture.campaigns.changeAudience(HEAVY, NO_ONE))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  @DisplayName("leaves within two minutes of a change that lets it")
  void leavesWithinTwoMinutes(String name, Change change) {
    List<SubscriberId> ids = fixture.addSubscribers(SHARD, 20);
    change.situation().accept(fixture);
    runFor(Duration.ofHours(2));
    assertThat(sent(LIGHT)).as("before the change").isEmpty();
    assertThat(fixture.countsOf(LIGHT).waiting()).isEqualTo(ids.size());

    Instant changedAt = fixture.now.plusSeconds(1);
    fixture.now = changedAt;
    change.change().accept(fixture);
    runFor(Duration.ofMinutes(2).minusSeconds(1));

    assertThat(sent(LIGHT)).extracting(SentMessage::subscriber).containsExactlyElementsOf(ids);
    Instant last = sent(LIGHT).getLast().at();
    System.out.printf(
        "%s: the last message left %s later%n", name, Duration.between(changedAt, last));
    assertThat(last).isBeforeOrEqualTo(changedAt.plus(Duration.ofMinutes(2)));
    assertThat(fixture.countsOf(LIGHT)).isEqualTo(new SendCounts(ids.size(), 0, 0, Map.of()));
  }

  @Test
  @DisplayName("waits until the new instant if the change postpones it")
  void waitsUntilALaterInstant() {
    List<SubscriberId> ids = fixture.addSubscribers(SHARD, 3);
    fixture.campaigns.announce("heavy", 9);
    fixture.campaigns.announce("light", 1);
    runFor(Duration.ofHours(2));

    fixture.campaigns.changePolicy(policy(capOf("daily", 1, Duration.ofDays(2))));
    runFor(Duration.ofMinutes(2));

    assertThat(fixture.stateOf(ids.getFirst()).findDeferred(LIGHT).orElseThrow().until())
        .isEqualTo(sentToAll().plus(Duration.ofDays(2)));
  }

  @Test
  @DisplayName("is dropped soon if its campaign is for others now")
  void isDroppedWhenTheAudienceChanges() {
    fixture.addSubscribers(SHARD, 3);
    fixture.campaigns.announce("heavy", 9);
    fixture.campaigns.announce("light", 1);
    runFor(Duration.ofHours(2));

    fixture.campaigns.changeAudience(LIGHT, NO_ONE);
    runFor(Duration.ofMinutes(2));

    assertThat(fixture.countsOf(LIGHT))
        .isEqualTo(new SendCounts(0, 0, 0, Map.of(DropCode.LEFT_AUDIENCE, 3L)));
  }

  @Test
  @DisplayName("is read once and not written if its plan stays the same")
  void writesNothingForAnUnchangedPlan() {
    List<SubscriberId> ids = fixture.addSubscribers(SHARD, 250);
    sentYesterday(fixture);
    runFor(Duration.ofHours(2));
    List<SubscriberState> before = ids.stream().map(fixture::stateOf).toList();
    fixture.stores.commits = 0;
    fixture.stores.waitingReads = 0;
    fixture.stores.pageReads = 0;

    fixture.campaigns.changePolicy(
        policy(capOf("slow", 1, Duration.ofDays(5)), capOf("far", 100, DAY)));
    runFor(Duration.ofMinutes(10));

    assertThat(ids.stream().map(fixture::stateOf)).isEqualTo(before);
    assertThat(fixture.stores.commits).isZero();
    assertThat(fixture.stores.waitingReads).isEqualTo(250);
    assertThat(fixture.stores.pageReads).as("pages of the whole audience").isZero();
  }

  @Test
  @DisplayName("is not written when its campaign is paused: it is held at its instant")
  void writesNothingForAPause() {
    fixture.addSubscribers(SHARD, 50);
    sentYesterday(fixture);
    runFor(Duration.ofHours(2));
    fixture.stores.commits = 0;

    fixture.campaigns.setState(LIGHT, CampaignState.PAUSED, 1);
    runFor(Duration.ofMinutes(2));

    assertThat(fixture.stores.commits).isZero();
  }

  @Test
  @DisplayName("is nothing: then no shard is queued and nothing is read")
  void readsNothingWhereNothingWaits() {
    fixture.addSubscribers(SHARD, 250);
    fixture.campaigns.announce("light", 1);
    runFor(Duration.ofMinutes(3));
    queued.clear();
    fixture.stores.pageReads = 0;

    fixture.campaigns.changePolicy(policy());
    runFor(Duration.ofMinutes(3));

    assertThat(queued).isEmpty();
    assertThat(fixture.stores.waitingReads).isZero();
    assertThat(fixture.stores.pageReads).isZero();
  }

  @Test
  @DisplayName("is replanned only once for each change")
  void isReplannedOncePerChange() {
    fixture.addSubscribers(SHARD, 30);
    sentYesterday(fixture);
    runFor(Duration.ofHours(2));
    fixture.campaigns.changePolicy(policy(capOf("slow", 1, Duration.ofDays(4))));
    runFor(Duration.ofMinutes(2));
    queued.clear();
    fixture.stores.waitingReads = 0;

    runFor(Duration.ofHours(2));

    assertThat(queued).isEmpty();
    assertThat(fixture.stores.waitingReads).isZero();
  }

  @Test
  @DisplayName("is replanned from where a run that ended has come to")
  void resumesInTheNextRun() {
    fixture.addSubscribers(SHARD, 300);
    sentYesterday(fixture);
    runFor(Duration.ofHours(2));
    fixture.stores.waitingReads = 0;
    fixture.permits.perSecond = 10;

    fixture.campaigns.changePolicy(policy());
    for (int run = 0; run < 12; run++) {
      fixture.workUntil(SHARD, fixture.now.plusSeconds(5));
    }

    assertThat(sent(LIGHT)).hasSize(300).doesNotHaveDuplicates();
    assertThat(fixture.stores.waitingReads).as("some pages are read twice").isLessThan(2_000);
    assertThat(state().replan().pass()).isEmpty();
    assertThat(state().replan().revision()).isEqualTo(fixture.campaigns.rulesRevision);
  }

  @Test
  @DisplayName("is replanned, and nothing is sent twice, when a worker vanishes in the middle")
  void survivesAVanishedWorker() {
    fixture.addSubscribers(SHARD, 300);
    sentYesterday(fixture);
    runFor(Duration.ofHours(2));
    fixture.campaigns.changePolicy(policy());
    int commits = fixture.stores.commits;
    fixture.stores.beforeCommit =
        () -> {
          if (fixture.stores.commits == commits + 120) {
            throw new IllegalStateException("the worker vanishes");
          }
        };
    try {
      fixture.work(SHARD);
    } catch (IllegalStateException vanished) {
      fixture.stores.beforeCommit = () -> {};
    }
    assertThat(sent(LIGHT)).hasSize(120);

    runFor(Duration.ofMinutes(10));

    assertThat(sent(LIGHT)).hasSize(300).doesNotHaveDuplicates();
    assertThat(fixture.countsOf(LIGHT).waiting()).isZero();
  }

  @Test
  @DisplayName("is replanned by the last of several changes, also behind where the walk had come")
  void replansAllByTheLastOfSeveralChanges() {
    List<SubscriberId> ids = fixture.addSubscribers(SHARD, 300);
    sentYesterday(fixture);
    runFor(Duration.ofHours(2));
    fixture.campaigns.changePolicy(policy(capOf("slow", 1, Duration.ofDays(4))));
    int commits = fixture.stores.commits;
    fixture.stores.beforeCommit =
        () -> {
          if (fixture.stores.commits == commits + 150) {
            fixture.campaigns.changePolicy(policy(capOf("slow", 1, Duration.ofDays(3))));
            fixture.now = fixture.now.plusSeconds(31);
          }
        };

    runFor(Duration.ofMinutes(3));

    Instant until = sentToAll().plus(Duration.ofDays(3));
    assertThat(ids)
        .allSatisfy(id ->
            assertThat(fixture.stateOf(id).findDeferred(LIGHT).orElseThrow().until())
                .isEqualTo(until));
    assertThat(state().replan().revision()).isEqualTo(fixture.campaigns.rulesRevision);
  }

  @Test
  @DisplayName("shares the rate with the campaigns that are being sent")
  void sharesTheRate() {
    fixture.addSubscribers(SHARD, 200);
    sentYesterday(fixture);
    runFor(Duration.ofHours(2));
    fixture.permits.perSecond = 10;
    fixture.campaigns.changePolicy(policy());
    CampaignId fresh = fixture.campaigns.announce("new", 1, Duration.ZERO, WhenCapped.WAIT);

    fixture.workUntil(SHARD, fixture.now.plusSeconds(22));

    assertThat(sent(fresh).size()).isBetween(20, 180);
    assertThat(sent(LIGHT).size()).isBetween(20, 180);
  }

  /** Everyone got the heavy campaign, so that the light one waits for five days. */
  private static void sentYesterday(WorkerFixture fixture) {
    fixture.campaigns.policy = ONE_IN_FIVE_DAYS;
    fixture.campaigns.announce("heavy", 9);
    fixture.campaigns.announce("light", 1, Duration.ofHours(1), WhenCapped.WAIT);
  }

  private static SendPolicy quiet() {
    QuietHours all = new QuietHours(LocalTime.of(8, 0), LocalTime.of(23, 0));
    return new SendPolicy(1, List.of(), Optional.of(all), ZoneOffset.UTC, Duration.ofDays(3));
  }

  private Instant sentToAll() {
    return sent(HEAVY).getFirst().at();
  }

  private List<SentMessage> sent(CampaignId campaign) {
    return fixture.renderer.sent.stream()
        .filter(message -> message.campaign().equals(campaign))
        .toList();
  }

  private ShardState state() {
    return fixture.shards.statuses().stream()
        .map(ShardStatus::state)
        .filter(one -> one.shard().equals(SHARD))
        .findFirst()
        .orElseThrow();
  }

  /** Runs the dispatcher every full minute, and a worker for every shard that it queues. */
  private void runFor(Duration duration) {
    Instant end = fixture.now.plus(duration);
    Instant next = nextMinute(fixture.now);
    while (!next.isAfter(end)) {
      fixture.now = next;
      fixture.dispatcher().dispatch();
      List<Shard> shards = List.copyOf(fixture.dispatchedShards);
      fixture.dispatchedShards.clear();
      queued.addAll(shards);
      shards.forEach(fixture::work);
      next = nextMinute(fixture.now.isAfter(next) ? fixture.now : next);
    }
  }

  private static Instant nextMinute(Instant now) {
    return Instant.ofEpochSecond((now.getEpochSecond() / 60 + 1) * 60);
  }
}
