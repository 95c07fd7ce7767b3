package dev.sluice.scheduling.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.delivery.ShardWorker.RunResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A worker that shares its shard with others, one after the other")
final class WorkerLeaseTest {

  private static final Shard SHARD = new Shard(17);

  private final World world = new World();

  @Test
  @DisplayName("leaves a shard that another worker holds")
  void leased() {
    world.addSubscribers(SHARD, 1);
    world.campaigns.announce("spring", 5);
    world.shards.acquire(SHARD, "other", world.now, world.now.plusSeconds(60));

    assertThat(world.work(SHARD)).isEqualTo(RunResult.LEASED_ELSEWHERE);
    assertThat(world.post.sent).isEmpty();
  }

  @Test
  @DisplayName("goes on where time ran out without sending or counting twice")
  void outOfTime() {
    world.addSubscribers(SHARD, 40);
    world.permits.perSecond = 1;
    CampaignId spring = world.campaigns.announce("spring", 5);

    RunResult first = world.workUntil(SHARD, world.now.plusSeconds(10));
    world.permits.perSecond = 1_000;
    RunResult second = world.work(SHARD);

    assertThat(List.of(first, second)).containsExactly(RunResult.OUT_OF_TIME, RunResult.DONE);
    assertThat(world.post.sent).hasSize(40).doesNotHaveDuplicates();
    assertThat(world.counts(spring)).isEqualTo(new Counts(40, 0, 0, Map.of()));
  }

  @Test
  @DisplayName("recounts after a worker that vanished, and sends nothing twice")
  void vanished() {
    world.addSubscribers(SHARD, 600);
    world.permits.perSecond = 100;
    CampaignId spring = world.campaigns.announce("spring", 5);
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

  private void failAtCommit(int number) {
    world.stores.beforeCommit =
        () -> {
          if (world.stores.commits == number) {
            throw new IllegalStateException("killed");
          }
        };
  }
}
