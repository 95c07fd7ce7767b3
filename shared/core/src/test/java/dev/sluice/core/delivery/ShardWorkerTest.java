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

  private final WorkerFixture fixture = new WorkerFixture();

  @Test
  @DisplayName("sends a campaign to every subscriber of the shard, with one write each")
  void sendsToEverySubscriberWithOneWriteEach() {
    fixture.addSubscribers(SHARD, 600);
    CampaignId spring = fixture.campaigns.announce("spring", 5);

    assertThat(fixture.work(SHARD)).isEqualTo(RunResult.DONE);

    assertThat(fixture.renderer.sent).hasSize(600);
    assertThat(fixture.stores.commits).isEqualTo(600);
    assertThat(fixture.countsOf(spring)).isEqualTo(new SendCounts(600, 0, 0, Map.of()));
  }

  @Test
  @DisplayName("writes nothing for those it skips")
  void writesNothingForSkippedSubscribers() {
    fixture.addSubscribers(SHARD, 50);
    fixture.campaigns.announce("spring", 5);
    fixture.work(SHARD);
    fixture.stores.commits = 0;
    CampaignId late = fixture.campaigns.announce("late", 5, Duration.ZERO, WhenCapped.DROP);

    fixture.work(SHARD);

    assertThat(fixture.stores.commits).isZero();
    assertThat(fixture.countsOf(late).dropped()).isEqualTo(Map.of(DropCode.CAPPED, 50L));
  }

  @Test
  @DisplayName("scans campaigns at the same position together")
  void scansCampaignsAtTheSameCursorTogether() {
    fixture.campaigns.policy = ActiveCampaignsFixture.policy();
    fixture.addSubscribers(SHARD, 100);
    fixture.campaigns.announce("one", 5);
    fixture.campaigns.announce("two", 5);
    fixture.campaigns.announce("three", 5);

    fixture.work(SHARD);

    assertThat(fixture.stores.pageReads).isEqualTo(1);
    assertThat(fixture.stores.commits).isEqualTo(100);
    assertThat(fixture.renderer.sent).hasSize(300);
  }

  @Test
  @DisplayName("lets the lighter of two wait for the exact instant that fits")
  void defersLighterCampaignToExactInstant() {
    List<SubscriberId> ids = fixture.addSubscribers(SHARD, 3);
    CampaignId heavy = fixture.campaigns.announce("heavy", 9);
    CampaignId light = fixture.campaigns.announce("light", 1);

    fixture.work(SHARD);

    assertThat(fixture.countsOf(heavy)).isEqualTo(new SendCounts(3, 0, 0, Map.of()));
    assertThat(fixture.countsOf(light)).isEqualTo(new SendCounts(0, 0, 3, Map.of()));
    assertThat(fixture.stateOf(ids.getFirst()).dueAt()).contains(WorkerFixture.START.plus(DAY));
  }

  @Test
  @DisplayName("sends what waited once it is due, and not before")
  void sendsDeferredSendsOnceDue() {
    fixture.addSubscribers(SHARD, 3);
    fixture.campaigns.announce("heavy", 9);
    CampaignId light = fixture.campaigns.announce("light", 1);
    fixture.work(SHARD);

    fixture.now = WorkerFixture.START.plus(DAY).minusMillis(1);
    fixture.work(SHARD);
    assertThat(fixture.renderer.sent).hasSize(3);

    fixture.now = WorkerFixture.START.plus(DAY);
    fixture.work(SHARD);
    assertThat(fixture.renderer.sent).hasSize(6);
    assertThat(fixture.countsOf(light)).isEqualTo(new SendCounts(3, 0, 0, Map.of()));
  }

  @Test
  @DisplayName("keeps the slot of a heavier campaign announced ahead")
  void keepsSlotOfAnnouncedHeavierCampaign() {
    fixture.addSubscribers(SHARD, 3);
    CampaignId announced =
        fixture.campaigns.announce("announced", 9, Duration.ofHours(20), WhenCapped.WAIT);
    CampaignId light = fixture.campaigns.announce("light", 1);

    fixture.work(SHARD);

    assertThat(fixture.renderer.sent).isEmpty();
    assertThat(fixture.countsOf(light).waiting()).isEqualTo(3);
    fixture.now = WorkerFixture.START.plus(Duration.ofHours(20));
    fixture.work(SHARD);
    assertThat(fixture.countsOf(announced).sent()).isEqualTo(3);
  }

  @Test
  @DisplayName("keeps what waits while a campaign is paused, and sends it when it is resumed")
  void keepsDeferredSendsOfPausedCampaignUntilResumed() {
    List<SubscriberId> ids = fixture.addSubscribers(SHARD, 2);
    fixture.campaigns.announce("heavy", 9);
    CampaignId light = fixture.campaigns.announce("light", 1);
    fixture.work(SHARD);
    fixture.campaigns.setState(light, CampaignState.PAUSED, 1);
    fixture.now = WorkerFixture.START.plus(DAY);

    fixture.work(SHARD);
    assertThat(fixture.renderer.sent).hasSize(2);
    assertThat(fixture.stateOf(ids.getFirst()).dueAt()).isEmpty();
    assertThat(fixture.countsOf(light).waiting()).isEqualTo(2);

    fixture.campaigns.setState(light, CampaignState.ACTIVE, 2);
    fixture.work(SHARD);
    assertThat(fixture.countsOf(light)).isEqualTo(new SendCounts(2, 0, 0, Map.of()));
  }

  @Test
  @DisplayName("drops what waits for a cancelled campaign")
  void dropsDeferredSendsOfCancelledCampaign() {
    fixture.addSubscribers(SHARD, 2);
    fixture.campaigns.announce("heavy", 9);
    CampaignId light = fixture.campaigns.announce("light", 1);
    fixture.work(SHARD);

    fixture.campaigns.setState(light, CampaignState.CANCELLED, 2);
    fixture.work(SHARD);

    assertThat(fixture.countsOf(light).dropped()).isEqualTo(Map.of(DropCode.CANCELLED, 2L));
    assertThat(fixture.countsOf(light).waiting()).isZero();
  }
}
