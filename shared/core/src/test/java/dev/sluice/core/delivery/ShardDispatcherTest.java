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

@DisplayName("A dispatch")
final class ShardDispatcherTest {

  private final WorkerFixture fixture = new WorkerFixture();

  @Test
  @DisplayName("queues no shard when there is nothing to send")
  void dispatchesNothingWithoutCampaigns() {
    fixture.dispatcher().dispatch();

    assertThat(fixture.dispatchedShards).isEmpty();
  }

  @Test
  @DisplayName("queues every shard for a campaign that has started")
  void dispatchesEveryShardOfStartedCampaign() {
    campaign("spring", Duration.ZERO);

    fixture.dispatcher().dispatch();

    assertThat(fixture.dispatchedShards).containsExactlyElementsOf(Shard.all());
  }

  @Test
  @DisplayName("leaves an announced campaign alone until it starts")
  void ignoresAnnouncedCampaignUntilStart() {
    campaign("summer", Duration.ofHours(1));

    fixture.dispatcher().dispatch();
    assertThat(fixture.dispatchedShards).isEmpty();

    fixture.now = WorkerFixture.START.plus(Duration.ofHours(1));
    fixture.dispatcher().dispatch();
    assertThat(fixture.dispatchedShards).hasSize(Shard.COUNT);
  }

  @Test
  @DisplayName("does not queue a shard again before the dispatch times out")
  void doesNotDispatchTwiceBeforeTimeout() {
    campaign("spring", Duration.ZERO);
    fixture.dispatcher().dispatch();

    fixture.now = fixture.now.plusSeconds(60);
    fixture.dispatcher().dispatch();
    assertThat(fixture.dispatchedShards).hasSize(Shard.COUNT);

    fixture.now = fixture.now.plus(ShardDispatcher.DISPATCH_TIMEOUT);
    fixture.dispatcher().dispatch();
    assertThat(fixture.dispatchedShards).hasSize(2 * Shard.COUNT);
  }

  @Test
  @DisplayName("queues a shard again when a subscriber is due")
  void dispatchesShardWithDueSubscribers() {
    Shard shard = new Shard(3);
    fixture.addSubscribers(shard, 1);
    campaign("spring", Duration.ZERO);
    campaign("light", Duration.ZERO);
    workAll();
    fixture.dispatchedShards.clear();

    fixture.now = WorkerFixture.START.plus(Duration.ofDays(1));
    fixture.dispatcher().dispatch();

    assertThat(fixture.dispatchedShards).containsExactly(shard);
  }

  @Test
  @DisplayName("publishes that a campaign is completed, with its counts")
  void publishesCompletionWithCounts() {
    fixture.addSubscribers(new Shard(3), 5);
    CampaignId spring = campaign("spring", Duration.ZERO);
    workAll();
    fixture.events.clear();

    fixture.dispatcher().dispatch();

    assertThat(fixture.events)
        .containsExactly(
            new CampaignCompleted(fixture.now, spring, "spring", new Totals(5, 0, Map.of())));
  }

  @Test
  @DisplayName("publishes nothing when a cancelled campaign is closed")
  void publishesNothingForCancelledCampaign() {
    CampaignId spring = campaign("spring", Duration.ZERO);
    fixture.campaigns.setState(spring, CampaignState.CANCELLED, 1);
    workAll();

    assertThat(fixture.dispatcher().dispatch().closed()).isOne();
    assertThat(fixture.events).isEmpty();
  }

  @Test
  @DisplayName("closes a campaign once every shard is scanned and no send is deferred")
  void closesCampaignOnceAllShardsAreScanned() {
    fixture.addSubscribers(new Shard(3), 5);
    CampaignId spring = campaign("spring", Duration.ZERO);
    assertThat(fixture.dispatcher().dispatch().closed()).isZero();

    workAll();
    assertThat(fixture.dispatcher().dispatch().closed()).isEqualTo(1);

    assertThat(fixture.campaigns.closed).singleElement().extracting(SendCounts::sent).isEqualTo(5L);
    assertThat(fixture.campaigns.open).doesNotContainKey(spring);
  }

  @Test
  @DisplayName("keeps a campaign open while something waits or it is paused")
  void keepsCampaignOpenWhileSendsAreDeferredOrPaused() {
    fixture.addSubscribers(new Shard(3), 5);
    campaign("spring", Duration.ZERO);
    CampaignId light = campaign("zz-light", Duration.ZERO);
    workAll();

    assertThat(fixture.dispatcher().dispatch().closed()).isEqualTo(1);
    fixture.campaigns.setState(light, CampaignState.PAUSED, 1);
    assertThat(fixture.dispatcher().dispatch().closed()).isZero();
    assertThat(fixture.campaigns.open).containsOnlyKeys(light);
  }

  @Test
  @DisplayName("queues a parked shard again when there are permits")
  void dispatchesParkedShardWhenPermitsReturn() {
    Shard shard = new Shard(3);
    fixture.addSubscribers(shard, 5);
    campaign("spring", Duration.ZERO);
    workAll();
    campaign("summer", Duration.ZERO);
    fixture.campaigns.policy = ActiveCampaignsFixture.policy();
    fixture.permits.unavailableUntil = Optional.of(WorkerFixture.START.plus(Duration.ofMinutes(5)));
    workAll();

    fixture.now = WorkerFixture.START.plus(Duration.ofMinutes(4));
    fixture.dispatcher().dispatch();
    assertThat(fixture.dispatchedShards).doesNotContain(shard);

    fixture.now = WorkerFixture.START.plus(Duration.ofMinutes(5));
    fixture.dispatcher().dispatch();
    assertThat(fixture.dispatchedShards).contains(shard);
  }

  @Test
  @DisplayName("queues a parked shard again after ten minutes at the latest")
  void dispatchesParkedShardAfterTenMinutes() {
    Shard shard = new Shard(3);
    fixture.addSubscribers(shard, 5);
    campaign("spring", Duration.ZERO);
    fixture.permits.unavailableUntil = Optional.of(WorkerFixture.START.plus(Duration.ofDays(1)));
    workAll();

    fixture.now = WorkerFixture.START.plus(Duration.ofMinutes(10)).minusMillis(1);
    fixture.dispatcher().dispatch();
    assertThat(fixture.dispatchedShards).doesNotContain(shard);

    fixture.now = WorkerFixture.START.plus(Duration.ofMinutes(10));
    fixture.dispatcher().dispatch();
    assertThat(fixture.dispatchedShards).contains(shard);
  }

  @Test
  @DisplayName("queues no shard while marketing is held, and every shard afterwards")
  void dispatchesNothingWhileMarketingIsHeld() {
    fixture.addSubscribers(new Shard(3), 5);
    campaign("spring", Duration.ZERO);

    assertThat(fixture.dispatcher().dispatchWhileHeld().dispatched()).isZero();
    assertThat(fixture.dispatchedShards).isEmpty();

    fixture.dispatcher().dispatch();
    assertThat(fixture.dispatchedShards).containsExactlyElementsOf(Shard.all());
  }

  @Test
  @DisplayName("closes a campaign also while marketing is held")
  void closesCampaignsWhileMarketingIsHeld() {
    fixture.addSubscribers(new Shard(3), 5);
    campaign("spring", Duration.ZERO);
    workAll();

    assertThat(fixture.dispatcher().dispatchWhileHeld().closed()).isEqualTo(1);
  }

  private void workAll() {
    Shard.all().forEach(fixture::work);
  }

  private CampaignId campaign(String id, Duration afterStart) {
    return fixture.campaigns.announce(id, 5, afterStart, WhenCapped.WAIT);
  }
}
