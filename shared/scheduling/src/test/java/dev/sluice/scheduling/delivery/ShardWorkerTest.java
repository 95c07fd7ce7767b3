package dev.sluice.scheduling.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.CampaignState;
import dev.sluice.scheduling.campaign.WhenCapped;
import dev.sluice.scheduling.delivery.ShardWorker.RunResult;
import dev.sluice.scheduling.event.DomainEvent.MessageSent;
import dev.sluice.scheduling.standing.DropCode;
import dev.sluice.scheduling.visit.SendOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A worker on a shard")
final class ShardWorkerTest {

  private static final Shard SHARD = new Shard(17);
  private static final Duration DAY = Duration.ofDays(1);

  private final World world = new World();

  @Test
  void sendsACampaignToEveryoneOfTheShardWithOneWriteEach() {
    world.addSubscribers(SHARD, 600);
    CampaignId spring = campaign("spring", 5);

    assertThat(world.work(SHARD)).isEqualTo(RunResult.DONE);

    assertThat(world.post.sent).hasSize(600);
    assertThat(world.stores.commits).isEqualTo(600);
    assertThat(world.counts(spring)).isEqualTo(counts(600, 0, 0));
  }

  @Test
  void tellsOfEveryMessageOnceInBatchesOfAHundred() {
    List<SubscriberId> ids = world.addSubscribers(SHARD, 250);
    CampaignId spring = campaign("spring", 5);

    world.work(SHARD);

    List<MessageSent> told = told();
    assertThat(told).extracting(sent -> sent.subscribers().size()).containsExactly(100, 100, 50);
    assertThat(told).extracting(MessageSent::campaign).containsOnly(spring);
    assertThat(told).flatExtracting(MessageSent::subscribers).containsExactlyElementsOf(ids);
  }

  @Test
  void tellsOfNoMessageThatSesDidNotPlainlyTake() {
    List<SubscriberId> ids = world.addSubscribers(SHARD, 3);
    campaign("spring", 5);
    world.post.ses =
        (id, _) ->
            id.equals(ids.get(0))
                ? new SendOutcome.Unknown("timeout")
                : id.equals(ids.get(1))
                    ? new SendOutcome.Throttled(SendOutcome.Limit.RATE)
                    : new SendOutcome.Accepted("m");

    world.work(SHARD);

    assertThat(told()).flatExtracting(MessageSent::subscribers).containsExactly(ids.get(2));
  }

  @Test
  void writesNothingForThoseItSkips() {
    world.addSubscribers(SHARD, 50);
    campaign("spring", 5);
    world.work(SHARD);
    world.stores.commits = 0;
    CampaignId late = world.campaigns.announce("late", 5, Duration.ZERO, WhenCapped.DROP);

    world.work(SHARD);

    assertThat(world.stores.commits).isZero();
    assertThat(world.counts(late).dropped()).isEqualTo(Map.of(DropCode.CAPPED, 50L));
  }

  @Test
  void walksCampaignsThatStandAtTheSamePlaceTogether() {
    world.campaigns.policy = Campaigns.policy();
    world.addSubscribers(SHARD, 100);
    campaign("one", 5);
    campaign("two", 5);
    campaign("three", 5);

    world.work(SHARD);

    assertThat(world.stores.pages).isEqualTo(1);
    assertThat(world.stores.commits).isEqualTo(100);
    assertThat(world.post.sent).hasSize(300);
  }

  @Test
  void letsTheLighterOfTwoWaitForTheExactInstantThatFits() {
    List<SubscriberId> ids = world.addSubscribers(SHARD, 3);
    CampaignId heavy = campaign("heavy", 9);
    CampaignId light = campaign("light", 1);

    world.work(SHARD);

    assertThat(world.counts(heavy)).isEqualTo(counts(3, 0, 0));
    assertThat(world.counts(light)).isEqualTo(counts(0, 0, 3));
    assertThat(world.standing(ids.getFirst()).dueAt()).contains(World.START.plus(DAY));
  }

  @Test
  void sendsWhatWaitedOnceItIsDueAndNotBefore() {
    world.addSubscribers(SHARD, 3);
    campaign("heavy", 9);
    CampaignId light = campaign("light", 1);
    world.work(SHARD);

    world.now = World.START.plus(DAY).minusMillis(1);
    world.work(SHARD);
    assertThat(world.post.sent).hasSize(3);

    world.now = World.START.plus(DAY);
    world.work(SHARD);
    assertThat(world.post.sent).hasSize(6);
    assertThat(world.counts(light)).isEqualTo(counts(3, 0, 0));
  }

  @Test
  void keepsTheSlotOfAHeavierCampaignAnnouncedAhead() {
    world.addSubscribers(SHARD, 3);
    CampaignId announced =
        world.campaigns.announce("announced", 9, Duration.ofHours(20), WhenCapped.WAIT);
    CampaignId light = campaign("light", 1);

    world.work(SHARD);

    assertThat(world.post.sent).isEmpty();
    assertThat(world.counts(light).waiting()).isEqualTo(3);
    world.now = World.START.plus(Duration.ofHours(20));
    world.work(SHARD);
    assertThat(world.counts(announced).sent()).isEqualTo(3);
  }

  @Test
  void keepsWhatWaitsWhileACampaignIsPausedAndSendsItWhenItIsResumed() {
    List<SubscriberId> ids = world.addSubscribers(SHARD, 2);
    campaign("heavy", 9);
    CampaignId light = campaign("light", 1);
    world.work(SHARD);
    world.campaigns.change(light, CampaignState.PAUSED, 1);
    world.now = World.START.plus(DAY);

    world.work(SHARD);
    assertThat(world.post.sent).hasSize(2);
    assertThat(world.standing(ids.getFirst()).dueAt()).isEmpty();
    assertThat(world.counts(light).waiting()).isEqualTo(2);

    world.campaigns.change(light, CampaignState.ACTIVE, 2);
    world.work(SHARD);
    assertThat(world.counts(light)).isEqualTo(counts(2, 0, 0));
  }

  @Test
  void dropsWhatWaitsForACancelledCampaign() {
    world.addSubscribers(SHARD, 2);
    campaign("heavy", 9);
    CampaignId light = campaign("light", 1);
    world.work(SHARD);

    world.campaigns.change(light, CampaignState.CANCELLED, 2);
    world.work(SHARD);

    assertThat(world.counts(light).dropped()).isEqualTo(Map.of(DropCode.CANCELLED, 2L));
    assertThat(world.counts(light).waiting()).isZero();
  }

  @Test
  void goesOnWhereTimeRanOutWithoutSendingOrCountingTwice() {
    world.addSubscribers(SHARD, 40);
    world.permits.perSecond = 1;
    CampaignId spring = campaign("spring", 5);

    RunResult first = world.workUntil(SHARD, world.now.plusSeconds(10));
    world.permits.perSecond = 1_000;
    RunResult second = world.work(SHARD);

    assertThat(List.of(first, second)).containsExactly(RunResult.OUT_OF_TIME, RunResult.DONE);
    assertThat(world.post.sent).hasSize(40).doesNotHaveDuplicates();
    assertThat(world.counts(spring)).isEqualTo(counts(40, 0, 0));
  }

  @Test
  void neverCommitsMoreInASecondThanItHasPermitsFor() {
    world.addSubscribers(SHARD, 35);
    world.permits.perSecond = 10;
    campaign("spring", 5);

    world.work(SHARD);

    Map<Long, Long> perSecond =
        world.post.sent.stream()
            .collect(
                Collectors.groupingBy(sent -> sent.at().getEpochSecond(), Collectors.counting()));
    assertThat(perSecond.values()).containsExactlyInAnyOrder(10L, 10L, 10L, 5L);
  }

  @Test
  void asksForPermitsOnceASecondWhereASecondHasFew() {
    world.addSubscribers(SHARD, 35);
    world.permits.perSecond = 10;
    campaign("spring", 5);

    world.work(SHARD);

    assertThat(world.permits.asked).isEqualTo(4);
  }

  @Test
  void doesNotAskForPermitsThatItKnowsAreGone() {
    world.addSubscribers(SHARD, 400);
    world.permits.perSecond = 200;
    campaign("spring", 5);

    world.work(SHARD);

    assertThat(world.permits.asked).as("two batches of 100 in each of two seconds").isEqualTo(4);
    assertThat(world.now).isBetween(World.START.plusSeconds(1), World.START.plusMillis(1_050));
  }

  @ParameterizedTest
  @EnumSource(SendOutcome.Limit.class)
  void tellsPermitsOnceABatchThatSesThrottledAllTheSame(SendOutcome.Limit limit) {
    world.addSubscribers(SHARD, 150);
    CampaignId spring = campaign("spring", 5);
    world.post.ses =
        (_, _) ->
            world.permits.throttledBy.isEmpty()
                ? new SendOutcome.Throttled(limit)
                : new SendOutcome.Accepted("m");

    world.work(SHARD);

    assertThat(world.permits.throttledBy).containsExactly(limit);
    world.now = World.START.plus(Duration.ofHours(2));
    assertThat(world.work(SHARD)).isEqualTo(RunResult.DONE);
    assertThat(world.counts(spring)).isEqualTo(counts(150, 0, 0));
  }

  @Test
  void getsPastAVisitOfMoreMessagesThanASecondHasPermitsFor() {
    world.campaigns.policy = Campaigns.policy();
    world.addSubscribers(SHARD, 3);
    world.permits.perSecond = 1;
    campaign("one", 5);
    campaign("two", 5);

    assertThat(world.work(SHARD)).isEqualTo(RunResult.DONE);

    assertThat(world.post.sent).hasSize(6);
    assertThat(world.now).isAfterOrEqualTo(World.START.plusSeconds(5));
  }

  @Test
  void endsAtOnceWhenPermitsAreParkedAndGoesOnWhenTheyAreNot() {
    world.addSubscribers(SHARD, 300);
    CampaignId spring = campaign("spring", 5);
    world.permits.parkedUntil = Optional.of(World.START.plusSeconds(300));

    assertThat(world.work(SHARD)).isEqualTo(RunResult.PARKED);
    assertThat(world.now).as("no time is waited away").isEqualTo(World.START);
    assertThat(world.post.sent).isEmpty();

    world.now = World.START.plusSeconds(300);
    assertThat(world.work(SHARD)).isEqualTo(RunResult.DONE);
    assertThat(world.counts(spring)).isEqualTo(counts(300, 0, 0));
  }

  @Test
  void waitsForPermitsThatComeWithinSeconds() {
    world.addSubscribers(SHARD, 3);
    campaign("spring", 5);
    world.permits.parkedUntil = Optional.of(World.START.plusSeconds(5));

    assertThat(world.work(SHARD)).isEqualTo(RunResult.DONE);
    assertThat(world.post.sent).hasSize(3);
  }

  @Test
  void leavesAShardThatAnotherWorkerHolds() {
    world.addSubscribers(SHARD, 1);
    campaign("spring", 5);
    world.shards.acquire(SHARD, "other", world.now, world.now.plusSeconds(60));

    assertThat(world.work(SHARD)).isEqualTo(RunResult.LEASED_ELSEWHERE);
    assertThat(world.post.sent).isEmpty();
  }

  @Test
  void recountsAfterAWorkerThatVanishedAndSendsNothingTwice() {
    world.addSubscribers(SHARD, 600);
    world.permits.perSecond = 100;
    CampaignId spring = campaign("spring", 5);
    failAtCommit(400);
    assertThatThrownBy(() -> world.work(SHARD)).hasMessage("killed");
    world.stores.beforeCommit = () -> {};

    world.now = world.now.plus(ShardWorker.LEASE);
    world.work(SHARD);

    assertThat(world.post.sent).hasSizeBetween(599, 600).doesNotHaveDuplicates();
    Counts counts = world.counts(spring);
    assertThat(counts.sent() + counts.unconfirmed()).isEqualTo(600);
    assertThat(counts.unconfirmed()).isLessThanOrEqualTo(250);
  }

  @Test
  void givesTheSlotBackWhenSesThrottlesAndTriesAgainSoon() {
    List<SubscriberId> ids = world.addSubscribers(SHARD, 1);
    CampaignId spring = campaign("spring", 5);
    world.post.ses = (_, _) -> new SendOutcome.Throttled(SendOutcome.Limit.RATE);
    world.work(SHARD);
    assertThat(world.standing(ids.getFirst()).history()).isEmpty();
    assertThat(world.counts(spring)).isEqualTo(counts(0, 0, 1));

    world.post.ses = (_, _) -> new SendOutcome.Accepted("m");
    world.now = world.now.plusSeconds(60);
    world.work(SHARD);

    assertThat(world.counts(spring)).isEqualTo(counts(1, 0, 0));
  }

  @Test
  void stopsSoonWhenSesTakesNothingForNowAndLosesNothing() {
    world.addSubscribers(SHARD, 1_000);
    CampaignId spring = campaign("spring", 5);
    world.post.ses = (_, _) -> new SendOutcome.Withheld("sending paused");
    assertThat(world.work(SHARD)).isEqualTo(RunResult.OUT_OF_TIME);
    assertThat(world.stores.commits).isLessThanOrEqualTo(2 * 101);

    world.post.ses = (_, _) -> new SendOutcome.Accepted("m");
    world.now = world.now.plus(Duration.ofMinutes(20));
    world.work(SHARD);

    assertThat(world.counts(spring)).isEqualTo(counts(1_000, 0, 0));
    assertThat(world.post.sent).hasSize(1_000).doesNotHaveDuplicates();
  }

  @Test
  void dropsWhatSesRefusesAndGivesItsSlotBack() {
    List<SubscriberId> ids = world.addSubscribers(SHARD, 1);
    CampaignId spring = campaign("spring", 5);
    world.post.ses = (_, _) -> new SendOutcome.Refused("MessageRejected");

    world.work(SHARD);

    assertThat(world.standing(ids.getFirst()).history()).isEmpty();
    assertThat(world.counts(spring).dropped()).isEqualTo(Map.of(DropCode.REFUSED, 1L));
  }

  @Test
  void keepsTheSlotChargedWhenTheAnswerIsLostAndNeverSendsAgain() {
    world.addSubscribers(SHARD, 1);
    CampaignId spring = campaign("spring", 5);
    world.post.ses = (_, _) -> new SendOutcome.Unknown("timeout");
    world.work(SHARD);

    world.now = world.now.plus(Duration.ofDays(2));
    world.work(SHARD);

    assertThat(world.post.sent).hasSize(1);
    assertThat(world.counts(spring)).isEqualTo(counts(0, 1, 0));
  }

  @Test
  void givesTheSlotOfAnUnrenderableMessageToTheNextCampaign() {
    world.addSubscribers(SHARD, 2);
    CampaignId broken = campaign("broken", 9);
    CampaignId light = campaign("light", 1);

    world.work(SHARD);

    assertThat(world.counts(light).sent()).isEqualTo(2);
    assertThat(world.counts(broken).dropped()).isEqualTo(Map.of(DropCode.NOT_RENDERABLE, 2L));
  }

  private void failAtCommit(int number) {
    world.stores.beforeCommit =
        () -> {
          if (world.stores.commits == number) {
            throw new IllegalStateException("killed");
          }
        };
  }

  private CampaignId campaign(String id, int priority) {
    return world.campaigns.announce(id, priority, Duration.ZERO, WhenCapped.WAIT);
  }

  private static Counts counts(long sent, long unconfirmed, long waiting) {
    return new Counts(sent, unconfirmed, waiting, Map.of());
  }

  private List<MessageSent> told() {
    return world.events.stream().map(MessageSent.class::cast).toList();
  }
}
