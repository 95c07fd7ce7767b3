package dev.sluice.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.delivery.RecordingMessageRenderer.SentMessage;
import dev.sluice.core.sharding.Shard;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The random order in which runs ask for permits")
class DeterministicRunTest {

  @Test
  @DisplayName("is the same when the same shard is processed at the same instant, by any holder")
  void sameShardAndInstantGiveSameOrder() {
    assertThat(sentBy(0, new Shard(17))).isEqualTo(sentBy(100, new Shard(17)));
  }

  @Test
  @DisplayName("is different for another shard at the same instant")
  void otherShardsGiveOtherOrders() {
    assertThat(instants(sentBy(0, new Shard(17)))).isNotEqualTo(instants(sentBy(0, new Shard(18))));
  }

  private static List<SentMessage> sentBy(int firstHolder, Shard shard) {
    WorkerFixture fixture = new WorkerFixture();
    fixture.leaseHolders = firstHolder;
    fixture.permits.perSecond = 2;
    fixture.addSubscribers(shard, 50);
    fixture.campaigns.announce("c", 5);
    fixture.work(shard);
    assertThat(fixture.renderer.sent).hasSize(50);
    return fixture.renderer.sent;
  }

  private static List<Duration> instants(List<SentMessage> sent) {
    return sent.stream().map(one -> Duration.between(WorkerFixture.START, one.at())).toList();
  }
}
