package dev.sluice.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.delivery.ShardWorker.RunResult;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A worker on a shard")
final class ShardWorkerTest {

  private static final Shard SHARD = new Shard(17);
  private static final Duration DAY = Duration.ofDays(1);

  private final WorkerFixture world = new WorkerFixture();

  @Test
  @DisplayName("sends a campaign to everyone of the shard, with one write each")
  void sendsToEverySubscriberWithOneWriteEach() {
    world.addSubscribers(SHARD, 600);
    CampaignId spring = world.campaigns.announce("spring", 5);

    assertThat(world.work(SHARD)).isEqualTo(RunResult.DONE);

    assertThat(world.renderer.sent).hasSize(600);
    assertThat(world.stores.commits).isEqualTo(600);
    assertThat(world.countsOf(spring)).isEqualTo(new SendCounts(600, 0, 0, Map.of()));
  }

  @Test
  @DisplayName("writes nothing for those it skips")
  void writesNothingForSkippedSubscribers() {
    world.addSubscribers(SHARD, 50);
    world.campaigns.announce("spring", 5);
    world.work(SHARD);
    world.stores.commits = 0;
    CampaignId late = world.campaigns.announce("late", 5, Duration.ZERO, WhenCapped.DROP);

    world.work(SHARD);

    assertThat(world.stores.commits).isZero();
    assertThat(world.countsOf(late).dropped()).isEqualTo(Map.of(DropCode.CAPPED, 50L));
  }

  @Test
  @DisplayName("walks campaigns that stand at the same place together")
  void scansCampaignsAtTheSameCursorTogether() {
    world.campaigns.policy = ActiveCampaignsFixture.policy();
    world.addSubscribers(SHARD, 100);
    world.campaigns.announce("one", 5);
    world.campaigns.announce("two", 5);
    world.campaigns.announce("three", 5);

    world.work(SHARD);

    assertThat(world.stores.pageReads).isEqualTo(1);
    assertThat(world.stores.commits).isEqualTo(100);
    assertThat(world.renderer.sent).hasSize(300);
  }

  @Test
  @DisplayName("lets the lighter of two wait for the exact instant that fits")
  void defersLighterCampaignToExactInstant() {
    List<SubscriberId> ids = world.addSubscribers(SHARD, 3);
    CampaignId heavy = world.campaigns.announce("heavy", 9);
    CampaignId light = world.campaigns.announce("light", 1);

    world.work(SHARD);

    assertThat(world.countsOf(heavy)).isEqualTo(new SendCounts(3, 0, 0, Map.of()));
    assertThat(world.countsOf(light)).isEqualTo(new SendCounts(0, 0, 3, Map.of()));
    assertThat(world.stateOf(ids.getFirst()).dueAt()).contains(WorkerFixture.START.plus(DAY));
  }

  @Test
  @DisplayName("sends what waited once it is due, and not before")
  void sendsDeferredSendsOnceDue() {
    world.addSubscribers(SHARD, 3);
    world.campaigns.announce("heavy", 9);
    CampaignId light = world.campaigns.announce("light", 1);
    world.work(SHARD);

    world.now = WorkerFixture.START.plus(DAY).minusMillis(1);
    world.work(SHARD);
    assertThat(world.renderer.sent).hasSize(3);

    world.now = WorkerFixture.START.plus(DAY);
    world.work(SHARD);
    assertThat(world.renderer.sent).hasSize(6);
    assertThat(world.countsOf(light)).isEqualTo(new SendCounts(3, 0, 0, Map.of()));
  }

  @Test
  @DisplayName("keeps the slot of a heavier campaign announced ahead")
  void keepsSlotOfAnnouncedHeavierCampaign() {
    world.addSubscribers(SHARD, 3);
    CampaignId announced =
        world.campaigns.announce("announced", 9, Duration.ofHours(20), WhenCapped.WAIT);
    CampaignId light = world.campaigns.announce("light", 1);

    world.work(SHARD);

    assertThat(world.renderer.sent).isEmpty();
    assertThat(world.countsOf(light).waiting()).isEqualTo(3);
    world.now = WorkerFixture.START.plus(Duration.ofHours(20));
    world.work(SHARD);
    assertThat(world.countsOf(announced).sent()).isEqualTo(3);
  }

  @Test
  @DisplayName("keeps what waits while a campaign is paused, and sends it when it is resumed")
  void keepsDeferredSendsOfPausedCampaignUntilResumed() {
    List<SubscriberId> ids = world.addSubscribers(SHARD, 2);
    world.campaigns.announce("heavy", 9);
    CampaignId light = world.campaigns.announce("light", 1);
    world.work(SHARD);
    world.campaigns.setState(light, CampaignState.PAUSED, 1);
    world.now = WorkerFixture.START.plus(DAY);

    world.work(SHARD);
    assertThat(world.renderer.sent).hasSize(2);
    assertThat(world.stateOf(ids.getFirst()).dueAt()).isEmpty();
    assertThat(world.countsOf(light).waiting()).isEqualTo(2);

    world.campaigns.setState(light, CampaignState.ACTIVE, 2);
    world.work(SHARD);
    assertThat(world.countsOf(light)).isEqualTo(new SendCounts(2, 0, 0, Map.of()));
  }

  @Test
  @DisplayName("drops what waits for a cancelled campaign")
  void dropsDeferredSendsOfCancelledCampaign() {
    world.addSubscribers(SHARD, 2);
    world.campaigns.announce("heavy", 9);
    CampaignId light = world.campaigns.announce("light", 1);
    world.work(SHARD);

    world.campaigns.setState(light, CampaignState.CANCELLED, 2);
    world.work(SHARD);

    assertThat(world.countsOf(light).dropped()).isEqualTo(Map.of(DropCode.CANCELLED, 2L));
    assertThat(world.countsOf(light).waiting()).isZero();
  }
}
