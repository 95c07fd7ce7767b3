package dev.sluice.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.sharding.Shard;
import dev.sluice.core.subscriber.SubscriberId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("At a workplace")
class SendInstantPrecisionTest {
  @Test
  @DisplayName("it is a whole millisecond, so that sends are decided for the instant on record")
  void decidesAtWholeMilliseconds() {
    WorkerFixture world = new WorkerFixture();
    SubscriberId mari = world.addSubscribers(new Shard(1), 1).getFirst();
    world.campaigns.announce("sale", 5);
    world.now = WorkerFixture.START.plusNanos(123_456_789);

    world.work(new Shard(1));

    assertThat(world.stateOf(mari).history().getFirst().at())
        .isEqualTo(WorkerFixture.START.plusMillis(123));
  }
}
