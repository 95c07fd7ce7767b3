package dev.sluice.scheduling.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.CampaignState;
import dev.sluice.scheduling.campaign.WhenCapped;
import dev.sluice.scheduling.event.DomainEvent.CampaignCompleted;
import dev.sluice.scheduling.event.DomainEvent.Totals;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A tick")
final class TickerTest {

  private final World world = new World();

  @Test
  @DisplayName("calls nobody when there is nothing to send")
  void nothing() {
    world.ticker().tick();

    assertThat(world.calls).isEmpty();
  }

  @Test
  @DisplayName("calls a worker to every shard of a campaign that has started")
  void started() {
    campaign("spring", Duration.ZERO);

    world.ticker().tick();

    assertThat(world.calls).containsExactlyElementsOf(Shard.all());
  }

  @Test
  @DisplayName("leaves an announced campaign alone until it starts")
  void announced() {
    campaign("summer", Duration.ofHours(1));

    world.ticker().tick();
    assertThat(world.calls).isEmpty();

    world.now = World.START.plus(Duration.ofHours(1));
    world.ticker().tick();
    assertThat(world.calls).hasSize(Shard.COUNT);
  }

  @Test
  @DisplayName("does not call again while a call is on its way")
  void calledAlready() {
    campaign("spring", Duration.ZERO);
    world.ticker().tick();

    world.now = world.now.plusSeconds(60);
    world.ticker().tick();
    assertThat(world.calls).hasSize(Shard.COUNT);

    world.now = world.now.plus(Ticker.CALL_LIFE);
    world.ticker().tick();
    assertThat(world.calls).hasSize(2 * Shard.COUNT);
  }

  @Test
  @DisplayName("calls a worker back when somebody is due")
  void due() {
    Shard shard = new Shard(3);
    world.addSubscribers(shard, 1);
    campaign("spring", Duration.ZERO);
    campaign("light", Duration.ZERO);
    workAll();
    world.calls.clear();

    world.now = World.START.plus(Duration.ofDays(1));
    world.ticker().tick();

    assertThat(world.calls).containsExactly(shard);
  }

  @Test
  @DisplayName("tells, with its counts, that a campaign is completed")
  void completed() {
    world.addSubscribers(new Shard(3), 5);
    CampaignId spring = campaign("spring", Duration.ZERO);
    workAll();
    world.events.clear();

    world.ticker().tick();

    assertThat(world.events)
        .containsExactly(
            new CampaignCompleted(world.now, spring, "spring", new Totals(5, 0, Map.of())));
  }

  @Test
  @DisplayName("tells nobody that a cancelled campaign is completed")
  void cancelled() {
    CampaignId spring = campaign("spring", Duration.ZERO);
    world.campaigns.change(spring, CampaignState.CANCELLED, 1);
    workAll();

    assertThat(world.ticker().tick().closed()).isOne();
    assertThat(world.events).isEmpty();
  }

  @Test
  @DisplayName("closes a campaign once every shard is walked and nothing waits")
  void closes() {
    world.addSubscribers(new Shard(3), 5);
    CampaignId spring = campaign("spring", Duration.ZERO);
    assertThat(world.ticker().tick().closed()).isZero();

    workAll();
    assertThat(world.ticker().tick().closed()).isEqualTo(1);

    assertThat(world.campaigns.closed).singleElement().extracting(Counts::sent).isEqualTo(5L);
    assertThat(world.campaigns.open).doesNotContainKey(spring);
  }

  @Test
  @DisplayName("keeps a campaign open while something waits or it is paused")
  void staysOpen() {
    world.addSubscribers(new Shard(3), 5);
    campaign("spring", Duration.ZERO);
    CampaignId light = campaign("zz-light", Duration.ZERO);
    workAll();

    assertThat(world.ticker().tick().closed()).isEqualTo(1);
    world.campaigns.change(light, CampaignState.PAUSED, 1);
    assertThat(world.ticker().tick().closed()).isZero();
    assertThat(world.campaigns.open).containsOnlyKeys(light);
  }

  @Test
  @DisplayName("calls a worker back to a parked shard when there are permits again")
  void parked() {
    Shard shard = new Shard(3);
    world.addSubscribers(shard, 5);
    campaign("spring", Duration.ZERO);
    workAll();
    campaign("summer", Duration.ZERO);
    world.campaigns.policy = Campaigns.policy();
    world.permits.parkedUntil = Optional.of(World.START.plus(Duration.ofMinutes(5)));
    workAll();

    world.now = World.START.plus(Duration.ofMinutes(4));
    world.ticker().tick();
    assertThat(world.calls).doesNotContain(shard);

    world.now = World.START.plus(Duration.ofMinutes(5));
    world.ticker().tick();
    assertThat(world.calls).contains(shard);
  }

  @Test
  @DisplayName("calls a worker back in ten minutes, however long a shard is parked")
  void parkedLong() {
    Shard shard = new Shard(3);
    world.addSubscribers(shard, 5);
    campaign("spring", Duration.ZERO);
    world.permits.parkedUntil = Optional.of(World.START.plus(Duration.ofDays(1)));
    workAll();

    world.now = World.START.plus(Duration.ofMinutes(10)).minusMillis(1);
    world.ticker().tick();
    assertThat(world.calls).doesNotContain(shard);

    world.now = World.START.plus(Duration.ofMinutes(10));
    world.ticker().tick();
    assertThat(world.calls).contains(shard);
  }

  @Test
  @DisplayName("calls nobody while marketing is held, and everybody once it is not")
  void held() {
    world.addSubscribers(new Shard(3), 5);
    campaign("spring", Duration.ZERO);

    assertThat(world.ticker().tickHeld().called()).isZero();
    assertThat(world.calls).isEmpty();

    world.ticker().tick();
    assertThat(world.calls).containsExactlyElementsOf(Shard.all());
  }

  @Test
  @DisplayName("closes a campaign also while marketing is held")
  void closesWhileHeld() {
    world.addSubscribers(new Shard(3), 5);
    campaign("spring", Duration.ZERO);
    workAll();

    assertThat(world.ticker().tickHeld().closed()).isEqualTo(1);
  }

  private void workAll() {
    Shard.all().forEach(world::work);
  }

  private CampaignId campaign(String id, Duration afterStart) {
    return world.campaigns.announce(id, 5, afterStart, WhenCapped.WAIT);
  }
}
