package dev.sluice.scheduling.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("At a workplace")
class WorkplaceTest {
  @Test
  @DisplayName("it is a whole millisecond, so that sends are decided for the instant on record")
  void wholeMilliseconds() {
    World world = new World();
    SubscriberId mari = world.addSubscribers(new Shard(1), 1).getFirst();
    world.campaigns.announce("sale", 5);
    world.now = World.START.plusNanos(123_456_789);

    world.work(new Shard(1));

    assertThat(world.standing(mari).history().getFirst().at())
        .isEqualTo(World.START.plusMillis(123));
  }
}
