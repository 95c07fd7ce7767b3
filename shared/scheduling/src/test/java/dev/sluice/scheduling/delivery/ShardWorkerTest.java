package dev.sluice.scheduling.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.CampaignState;
import dev.sluice.scheduling.campaign.WhenCapped;
import dev.sluice.scheduling.delivery.ShardWorker.RunResult;
import dev.sluice.scheduling.standing.DropCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A worker on a shard")
final class ShardWorkerTest {

  private static final Shard SHARD = new Shard(17);
  private static final Duration DAY = Duration.ofDays(1);

  private final World world = new World();

  @Test
  @DisplayName("sends a campaign to everyone of the shard, with one write each")
  void everyone() {
    world.addSubscribers(SHARD, 600);
    CampaignId spring = world.campaigns.announce("spring", 5);

    assertThat(world.work(SHARD)).isEqualTo(RunResult.DONE);

    assertThat(world.post.sent).hasSize(600);
    assertThat(world.stores.commits).isEqualTo(600);
    assertThat(world.counts(spring)).isEqualTo(new Counts(600, 0, 0, Map.of()));
  }

  @Test
  @DisplayName("writes nothing for those it skips")
  void skips() {
    world.addSubscribers(SHARD, 50);
    world.campaigns.announce("spring", 5);
    world.work(SHARD);
    world.stores.commits = 0;
    CampaignId late = world.campaigns.announce("late", 5, Duration.ZERO, WhenCapped.DROP);

    world.work(SHARD);

    assertThat(world.stores.commits).isZero();
    assertThat(world.counts(late).dropped()).isEqualTo(Map.of(DropCode.CAPPED, 50L));
  }

  @Test
  @DisplayName("walks campaigns that stand at the same place together")
  void together() {
    world.campaigns.policy = Campaigns.policy();
    world.addSubscribers(SHARD, 100);
    world.campaigns.announce("one", 5);
    world.campaigns.announce("two", 5);
    world.campaigns.announce("three", 5);

    world.work(SHARD);

    assertThat(world.stores.pages).isEqualTo(1);
    assertThat(world.stores.commits).isEqualTo(100);
    assertThat(world.post.sent).hasSize(300);
  }

  @Test
  @DisplayName("lets the lighter of two wait for the exact instant that fits")
  void lighterWaits() {
    List<SubscriberId> ids = world.addSubscribers(SHARD, 3);
    CampaignId heavy = world.campaigns.announce("heavy", 9);
    CampaignId light = world.campaigns.announce("light", 1);

    world.work(SHARD);

    assertThat(world.counts(heavy)).isEqualTo(new Counts(3, 0, 0, Map.of()));
    assertThat(world.counts(light)).isEqualTo(new Counts(0, 0, 3, Map.of()));
    assertThat(world.standing(ids.getFirst()).dueAt()).contains(World.START.plus(DAY));
  }

  @Test
  @DisplayName("sends what waited once it is due, and not before")
  void due() {
    world.addSubscribers(SHARD, 3);
    world.campaigns.announce("heavy", 9);
    CampaignId light = world.campaigns.announce("light", 1);
    world.work(SHARD);

    world.now = World.START.plus(DAY).minusMillis(1);
    world.work(SHARD);
    assertThat(world.post.sent).hasSize(3);

    world.now = World.START.plus(DAY);
    world.work(SHARD);
    assertThat(world.post.sent).hasSize(6);
    assertThat(world.counts(light)).isEqualTo(new Counts(3, 0, 0, Map.of()));
  }

  @Test
  @DisplayName("keeps the slot of a heavier campaign announced ahead")
  void announcedAhead() {
    world.addSubscribers(SHARD, 3);
    CampaignId announced =
        world.campaigns.announce("announced", 9, Duration.ofHours(20), WhenCapped.WAIT);
    CampaignId light = world.campaigns.announce("light", 1);

    world.work(SHARD);

    assertThat(world.post.sent).isEmpty();
    assertThat(world.counts(light).waiting()).isEqualTo(3);
    world.now = World.START.plus(Duration.ofHours(20));
    world.work(SHARD);
    assertThat(world.counts(announced).sent()).isEqualTo(3);
  }

  @Test
  @DisplayName("keeps what waits while a campaign is paused, and sends it when it is resumed")
  void paused() {
    List<SubscriberId> ids = world.addSubscribers(SHARD, 2);
    world.campaigns.announce("heavy", 9);
    CampaignId light = world.campaigns.announce("light", 1);
    world.work(SHARD);
    world.campaigns.change(light, CampaignState.PAUSED, 1);
    world.now = World.START.plus(DAY);

    world.work(SHARD);
    assertThat(world.post.sent).hasSize(2);
    assertThat(world.standing(ids.getFirst()).dueAt()).isEmpty();
    assertThat(world.counts(light).waiting()).isEqualTo(2);

    world.campaigns.change(light, CampaignState.ACTIVE, 2);
    world.work(SHARD);
    assertThat(world.counts(light)).isEqualTo(new Counts(2, 0, 0, Map.of()));
  }

  @Test
  @DisplayName("drops what waits for a cancelled campaign")
  void cancelled() {
    world.addSubscribers(SHARD, 2);
    world.campaigns.announce("heavy", 9);
    CampaignId light = world.campaigns.announce("light", 1);
    world.work(SHARD);

    world.campaigns.change(light, CampaignState.CANCELLED, 2);
    world.work(SHARD);

    assertThat(world.counts(light).dropped()).isEqualTo(Map.of(DropCode.CANCELLED, 2L));
    assertThat(world.counts(light).waiting()).isZero();
  }
}
