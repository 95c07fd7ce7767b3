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

  private final WorkerFixture fixture = new WorkerFixture();

  @Test
  @DisplayName("leaves a shard that another worker holds")
  void leavesShardLeasedByAnotherWorker() {
    fixture.addSubscribers(SHARD, 1);
    fixture.campaigns.announce("spring", 5);
    fixture.shards.acquire(SHARD, "other", fixture.now, fixture.now.plusSeconds(60));

    assertThat(fixture.work(SHARD)).isEqualTo(RunResult.LEASED_ELSEWHERE);
    assertThat(fixture.renderer.sent).isEmpty();
  }

  @Test
  @DisplayName("goes on where time ran out without sending or counting twice")
  void continuesAfterDeadlineWithoutDuplicates() {
    fixture.addSubscribers(SHARD, 40);
    fixture.permits.perSecond = 1;
    CampaignId spring = fixture.campaigns.announce("spring", 5);

    RunResult first = fixture.workUntil(SHARD, fixture.now.plusSeconds(10));
    fixture.permits.perSecond = 1_000;
    RunResult second = fixture.work(SHARD);

    assertThat(List.of(first, second)).containsExactly(RunResult.OUT_OF_TIME, RunResult.DONE);
    assertThat(fixture.renderer.sent).hasSize(40).doesNotHaveDuplicates();
    assertThat(fixture.countsOf(spring)).isEqualTo(new SendCounts(40, 0, 0, Map.of()));
  }

  @Test
  @DisplayName("recounts after a worker that vanished, and sends nothing twice")
  void recountsAfterCrashedWorkerWithoutDuplicates() {
    fixture.addSubscribers(SHARD, 600);
    fixture.permits.perSecond = 100;
    CampaignId spring = fixture.campaigns.announce("spring", 5);
    failAtCommit(400);
    assertThatThrownBy(() -> fixture.work(SHARD)).hasMessage("killed");
    fixture.stores.beforeCommit = () -> {};

    fixture.now = fixture.now.plus(ShardWorker.LEASE_DURATION);
    fixture.work(SHARD);

    assertThat(fixture.renderer.sent).hasSizeBetween(599, 600).doesNotHaveDuplicates();
    SendCounts counts = fixture.countsOf(spring);
    assertThat(counts.sent() + counts.unconfirmed()).isEqualTo(600);
    assertThat(counts.unconfirmed()).isLessThanOrEqualTo(250);
  }

  private void failAtCommit(int number) {
    fixture.stores.beforeCommit =
        () -> {
          if (fixture.stores.commits == number) {
            throw new IllegalStateException("killed");
          }
        };
  }
}
