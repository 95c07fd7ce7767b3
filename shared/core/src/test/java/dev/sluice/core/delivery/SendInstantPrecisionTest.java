package dev.sluice.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.sharding.Shard;
import dev.sluice.core.subscriber.SubscriberId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A worker's clock")
class SendInstantPrecisionTest {
  @Test
  @DisplayName(
      "is read in whole milliseconds, so that sends are decided for the instant that is stored")
  void decidesAtWholeMilliseconds() {
    WorkerFixture fixture = new WorkerFixture();
    SubscriberId mari = fixture.addSubscribers(new Shard(1), 1).getFirst();
    fixture.campaigns.announce("sale", 5);
    fixture.now = WorkerFixture.START.plusNanos(123_456_789);

    fixture.work(new Shard(1));

    assertThat(fixture.stateOf(mari).history().getFirst().at())
        .isEqualTo(WorkerFixture.START.plusMillis(123));
  }
}
