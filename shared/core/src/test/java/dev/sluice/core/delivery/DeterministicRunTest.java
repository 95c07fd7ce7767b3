package dev.sluice.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.delivery.RecordingMessageRenderer.SentMessage;
import dev.sluice.core.sharding.Shard;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The lots that runs draw for permits")
class DeterministicRunTest {

  @Test
  @DisplayName("fall the same when the same shard is worked at the same instant, whoever holds it")
  void sameShardAndInstantGiveSameOrder() {
    assertThat(sentBy(0, new Shard(17))).isEqualTo(sentBy(100, new Shard(17)));
  }

  @Test
  @DisplayName("fall differently for another shard at the same instant")
  void otherShardsGiveOtherOrders() {
    assertThat(instants(sentBy(0, new Shard(17)))).isNotEqualTo(instants(sentBy(0, new Shard(18))));
  }

  private static List<SentMessage> sentBy(int firstHolder, Shard shard) {
    WorkerFixture world = new WorkerFixture();
    world.leaseHolders = firstHolder;
    world.permits.perSecond = 2;
    world.addSubscribers(shard, 50);
    world.campaigns.announce("c", 5);
    world.work(shard);
    assertThat(world.renderer.sent).hasSize(50);
    return world.renderer.sent;
  }

  private static List<Duration> instants(List<SentMessage> sent) {
    return sent.stream().map(one -> Duration.between(WorkerFixture.START, one.at())).toList();
  }
}
