package dev.sluice.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.event.DomainEvent.CampaignCompleted;
import dev.sluice.core.event.DomainEvent.Totals;
import dev.sluice.core.sharding.Shard;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A tick")
final class ShardDispatcherTest {

  private final WorkerFixture world = new WorkerFixture();

  @Test
  @DisplayName("calls nobody when there is nothing to send")
  void dispatchesNothingWithoutCampaigns() {
    world.dispatcher().dispatch();

    assertThat(world.dispatchedShards).isEmpty();
  }

  @Test
  @DisplayName("calls a worker to every shard of a campaign that has started")
  void dispatchesEveryShardOfStartedCampaign() {
    campaign("spring", Duration.ZERO);

    world.dispatcher().dispatch();

    assertThat(world.dispatchedShards).containsExactlyElementsOf(Shard.all());
  }

  @Test
  @DisplayName("leaves an announced campaign alone until it starts")
  void ignoresAnnouncedCampaignUntilStart() {
    campaign("summer", Duration.ofHours(1));

    world.dispatcher().dispatch();
    assertThat(world.dispatchedShards).isEmpty();

    world.now = WorkerFixture.START.plus(Duration.ofHours(1));
    world.dispatcher().dispatch();
    assertThat(world.dispatchedShards).hasSize(Shard.COUNT);
  }

  @Test
  @DisplayName("does not call again while a call is on its way")
  void doesNotDispatchTwiceBeforeTimeout() {
    campaign("spring", Duration.ZERO);
    world.dispatcher().dispatch();

    world.now = world.now.plusSeconds(60);
    world.dispatcher().dispatch();
    assertThat(world.dispatchedShards).hasSize(Shard.COUNT);

    world.now = world.now.plus(ShardDispatcher.DISPATCH_TIMEOUT);
    world.dispatcher().dispatch();
    assertThat(world.dispatchedShards).hasSize(2 * Shard.COUNT);
  }

  @Test
  @DisplayName("calls a worker back when somebody is due")
  void dispatchesShardWithDueSubscribers() {
    Shard shard = new Shard(3);
    world.addSubscribers(shard, 1);
    campaign("spring", Duration.ZERO);
    campaign("light", Duration.ZERO);
    workAll();
    world.dispatchedShards.clear();

    world.now = WorkerFixture.START.plus(Duration.ofDays(1));
    world.dispatcher().dispatch();

    assertThat(world.dispatchedShards).containsExactly(shard);
  }

  @Test
  @DisplayName("tells, with its counts, that a campaign is completed")
  void publishesCompletionWithCounts() {
    world.addSubscribers(new Shard(3), 5);
    CampaignId spring = campaign("spring", Duration.ZERO);
    workAll();
    world.events.clear();

    world.dispatcher().dispatch();

    assertThat(world.events)
        .containsExactly(
            new CampaignCompleted(world.now, spring, "spring", new Totals(5, 0, Map.of())));
  }

  @Test
  @DisplayName("tells nobody that a cancelled campaign is completed")
  void publishesNothingForCancelledCampaign() {
    CampaignId spring = campaign("spring", Duration.ZERO);
    world.campaigns.setState(spring, CampaignState.CANCELLED, 1);
    workAll();

    assertThat(world.dispatcher().dispatch().closed()).isOne();
    assertThat(world.events).isEmpty();
  }

  @Test
  @DisplayName("closes a campaign once every shard is walked and nothing waits")
  void closesCampaignOnceAllShardsAreScanned() {
    world.addSubscribers(new Shard(3), 5);
    CampaignId spring = campaign("spring", Duration.ZERO);
    assertThat(world.dispatcher().dispatch().closed()).isZero();

    workAll();
    assertThat(world.dispatcher().dispatch().closed()).isEqualTo(1);

    assertThat(world.campaigns.closed).singleElement().extracting(SendCounts::sent).isEqualTo(5L);
    assertThat(world.campaigns.open).doesNotContainKey(spring);
  }

  @Test
  @DisplayName("keeps a campaign open while something waits or it is paused")
  void keepsCampaignOpenWhileSendsAreDeferredOrPaused() {
    world.addSubscribers(new Shard(3), 5);
    campaign("spring", Duration.ZERO);
    CampaignId light = campaign("zz-light", Duration.ZERO);
    workAll();

    assertThat(world.dispatcher().dispatch().closed()).isEqualTo(1);
    world.campaigns.setState(light, CampaignState.PAUSED, 1);
    assertThat(world.dispatcher().dispatch().closed()).isZero();
    assertThat(world.campaigns.open).containsOnlyKeys(light);
  }

  @Test
  @DisplayName("calls a worker back to a parked shard when there are permits again")
  void dispatchesParkedShardWhenPermitsReturn() {
    Shard shard = new Shard(3);
    world.addSubscribers(shard, 5);
    campaign("spring", Duration.ZERO);
    workAll();
    campaign("summer", Duration.ZERO);
    world.campaigns.policy = ActiveCampaignsFixture.policy();
    world.permits.unavailableUntil = Optional.of(WorkerFixture.START.plus(Duration.ofMinutes(5)));
    workAll();

    world.now = WorkerFixture.START.plus(Duration.ofMinutes(4));
    world.dispatcher().dispatch();
    assertThat(world.dispatchedShards).doesNotContain(shard);

    world.now = WorkerFixture.START.plus(Duration.ofMinutes(5));
    world.dispatcher().dispatch();
    assertThat(world.dispatchedShards).contains(shard);
  }

  @Test
  @DisplayName("calls a worker back in ten minutes, however long a shard is parked")
  void dispatchesParkedShardAfterTenMinutes() {
    Shard shard = new Shard(3);
    world.addSubscribers(shard, 5);
    campaign("spring", Duration.ZERO);
    world.permits.unavailableUntil = Optional.of(WorkerFixture.START.plus(Duration.ofDays(1)));
    workAll();

    world.now = WorkerFixture.START.plus(Duration.ofMinutes(10)).minusMillis(1);
    world.dispatcher().dispatch();
    assertThat(world.dispatchedShards).doesNotContain(shard);

    world.now = WorkerFixture.START.plus(Duration.ofMinutes(10));
    world.dispatcher().dispatch();
    assertThat(world.dispatchedShards).contains(shard);
  }

  @Test
  @DisplayName("calls nobody while marketing is held, and everybody once it is not")
  void dispatchesNothingWhileMarketingIsHeld() {
    world.addSubscribers(new Shard(3), 5);
    campaign("spring", Duration.ZERO);

    assertThat(world.dispatcher().dispatchWhileHeld().dispatched()).isZero();
    assertThat(world.dispatchedShards).isEmpty();

    world.dispatcher().dispatch();
    assertThat(world.dispatchedShards).containsExactlyElementsOf(Shard.all());
  }

  @Test
  @DisplayName("closes a campaign also while marketing is held")
  void closesCampaignsWhileMarketingIsHeld() {
    world.addSubscribers(new Shard(3), 5);
    campaign("spring", Duration.ZERO);
    workAll();

    assertThat(world.dispatcher().dispatchWhileHeld().closed()).isEqualTo(1);
  }

  private void workAll() {
    Shard.all().forEach(world::work);
  }

  private CampaignId campaign(String id, Duration afterStart) {
    return world.campaigns.announce(id, 5, afterStart, WhenCapped.WAIT);
  }
}
