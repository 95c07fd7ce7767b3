package dev.sluice.scheduling.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.delivery.Post.Sent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The lots that runs draw for permits")
class RepeatedRunTest {

  @Test
  @DisplayName("fall the same when the same shard is worked at the same instant, whoever holds it")
  void sameAgain() {
    assertThat(sentBy(0, new Shard(17))).isEqualTo(sentBy(100, new Shard(17)));
  }

  @Test
  @DisplayName("fall differently for another shard at the same instant")
  void othersDiffer() {
    assertThat(instants(sentBy(0, new Shard(17)))).isNotEqualTo(instants(sentBy(0, new Shard(18))));
  }

  private static List<Sent> sentBy(int firstHolder, Shard shard) {
    World world = new World();
    world.holders = firstHolder;
    world.permits.perSecond = 2;
    world.addSubscribers(shard, 50);
    world.campaigns.announce("c", 5);
    world.work(shard);
    assertThat(world.post.sent).hasSize(50);
    return world.post.sent;
  }

  private static List<Duration> instants(List<Sent> sent) {
    return sent.stream().map(one -> Duration.between(World.START, one.at())).toList();
  }
}
