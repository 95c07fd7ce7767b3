package dev.sluice.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.delivery.ShardWorker.RunResult;
import dev.sluice.core.sharding.Shard;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A worker that shares its shard with others, one after the other")
final class WorkerLeaseTest {

  private static final Shard SHARD = new Shard(17);

  private final WorkerFixture world = new WorkerFixture();

  @Test
  @DisplayName("leaves a shard that another worker holds")
  void leavesShardLeasedByAnotherWorker() {
    world.addSubscribers(SHARD, 1);
    world.campaigns.announce("spring", 5);
    world.shards.acquire(SHARD, "other", world.now, world.now.plusSeconds(60));

    assertThat(world.work(SHARD)).isEqualTo(RunResult.LEASED_ELSEWHERE);
    assertThat(world.renderer.sent).isEmpty();
  }

  @Test
  @DisplayName("goes on where time ran out without sending or counting twice")
  void continuesAfterDeadlineWithoutDuplicates() {
    world.addSubscribers(SHARD, 40);
    world.permits.perSecond = 1;
    CampaignId spring = world.campaigns.announce("spring", 5);

    RunResult first = world.workUntil(SHARD, world.now.plusSeconds(10));
    world.permits.perSecond = 1_000;
    RunResult second = world.work(SHARD);

    assertThat(List.of(first, second)).containsExactly(RunResult.OUT_OF_TIME, RunResult.DONE);
    assertThat(world.renderer.sent).hasSize(40).doesNotHaveDuplicates();
    assertThat(world.countsOf(spring)).isEqualTo(new SendCounts(40, 0, 0, Map.of()));
  }

  @Test
  @DisplayName("recounts after a worker that vanished, and sends nothing twice")
  void recountsAfterCrashedWorkerWithoutDuplicates() {
    world.addSubscribers(SHARD, 600);
    world.permits.perSecond = 100;
    CampaignId spring = world.campaigns.announce("spring", 5);
    failAtCommit(400);
    assertThatThrownBy(() -> world.work(SHARD)).hasMessage("killed");
    world.stores.beforeCommit = () -> {};

    world.now = world.now.plus(ShardWorker.LEASE_DURATION);
    world.work(SHARD);

    assertThat(world.renderer.sent).hasSizeBetween(599, 600).doesNotHaveDuplicates();
    SendCounts counts = world.countsOf(spring);
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
