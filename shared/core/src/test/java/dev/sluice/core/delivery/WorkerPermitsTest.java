package dev.sluice.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.delivery.ShardWorker.RunResult;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.sharding.Shard;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A worker that needs permits")
final class WorkerPermitsTest {

  private static final Shard SHARD = new Shard(17);

  private final WorkerFixture world = new WorkerFixture();

  @Test
  @DisplayName("never commits more in a second than it has permits for")
  void neverExceedsPermitsOfASecond() {
    sendTo(35, 10);

    Map<Long, Long> perSecond =
        world.renderer.sent.stream()
            .collect(
                Collectors.groupingBy(sent -> sent.at().getEpochSecond(), Collectors.counting()));
    assertThat(perSecond.values()).containsExactlyInAnyOrder(10L, 10L, 10L, 5L);
  }

  @Test
  @DisplayName("asks for permits once a second where a second has few")
  void requestsPermitsOncePerSecondWhenScarce() {
    sendTo(35, 10);

    assertThat(world.permits.requests).isEqualTo(4);
  }

  @Test
  @DisplayName("does not ask for permits that it knows are gone")
  void doesNotRequestExhaustedPermits() {
    sendTo(400, 200);

    assertThat(world.permits.requests).as("two batches of 100 in each of two seconds").isEqualTo(4);
    assertThat(world.now)
        .isBetween(WorkerFixture.START.plusSeconds(1), WorkerFixture.START.plusMillis(1_050));
  }

  @ParameterizedTest
  @DisplayName("tells permits once a batch that SES throttled all the same")
  @EnumSource(SendOutcome.Limit.class)
  void reportsThrottlingOncePerBatch(SendOutcome.Limit limit) {
    world.addSubscribers(SHARD, 150);
    CampaignId spring = world.campaigns.announce("spring", 5);
    world.renderer.ses =
        (_, _) ->
            world.permits.throttledBy.isEmpty()
                ? new SendOutcome.Throttled(limit)
                : new SendOutcome.Accepted("m");

    world.work(SHARD);

    assertThat(world.permits.throttledBy).containsExactly(limit);
    world.now = WorkerFixture.START.plus(Duration.ofHours(2));
    assertThat(world.work(SHARD)).isEqualTo(RunResult.DONE);
    assertThat(world.countsOf(spring)).isEqualTo(new SendCounts(150, 0, 0, Map.of()));
  }

  @Test
  @DisplayName("hands nothing over that has not left yet when SES throttles what has")
  void sendsNothingMoreOfThrottledBatch() {
    world.addSubscribers(SHARD, 150);
    CampaignId spring = world.campaigns.announce("spring", 5);
    AtomicInteger throttled = new AtomicInteger();
    world.renderer.ses = (_, _) -> throttledInThreeBatches(throttled);

    world.work(SHARD);

    assertThat(throttled).as("one of each batch").hasValue(3);
    assertThat(world.stores.commits).as("147 sends, 3 given back").isEqualTo(147 + 2 * 3);
    world.now = WorkerFixture.START.plus(Duration.ofHours(2));
    assertThat(world.work(SHARD)).isEqualTo(RunResult.DONE);
    assertThat(world.countsOf(spring)).isEqualTo(new SendCounts(150, 0, 0, Map.of()));
  }

  private SendOutcome throttledInThreeBatches(AtomicInteger count) {
    if (world.permits.throttledBy.size() == 3) {
      return new SendOutcome.Accepted("m");
    }
    count.incrementAndGet();
    return new SendOutcome.Throttled(SendOutcome.Limit.RATE);
  }

  @Test
  @DisplayName("gets past a visit of more messages than a second has permits for")
  void processesDecisionLargerThanPermitsOfASecond() {
    world.campaigns.policy = ActiveCampaignsFixture.policy();
    world.addSubscribers(SHARD, 3);
    world.permits.perSecond = 1;
    world.campaigns.announce("one", 5);
    world.campaigns.announce("two", 5);

    assertThat(world.work(SHARD)).isEqualTo(RunResult.DONE);

    assertThat(world.renderer.sent).hasSize(6);
    assertThat(world.now).isAfterOrEqualTo(WorkerFixture.START.plusSeconds(5));
  }

  @Test
  @DisplayName("ends at once when permits are parked, and goes on when they are not")
  void endsAtOnceWhenPermitsAreUnavailable() {
    world.addSubscribers(SHARD, 300);
    CampaignId spring = world.campaigns.announce("spring", 5);
    world.permits.unavailableUntil = Optional.of(WorkerFixture.START.plusSeconds(300));

    assertThat(world.work(SHARD)).isEqualTo(RunResult.PARKED);
    assertThat(world.now).as("no time is waited away").isEqualTo(WorkerFixture.START);
    assertThat(world.renderer.sent).isEmpty();

    world.now = WorkerFixture.START.plusSeconds(300);
    assertThat(world.work(SHARD)).isEqualTo(RunResult.DONE);
    assertThat(world.countsOf(spring)).isEqualTo(new SendCounts(300, 0, 0, Map.of()));
  }

  @Test
  @DisplayName("waits for permits that come within seconds")
  void waitsForPermitsAvailableWithinSeconds() {
    world.addSubscribers(SHARD, 3);
    world.campaigns.announce("spring", 5);
    world.permits.unavailableUntil = Optional.of(WorkerFixture.START.plusSeconds(5));

    assertThat(world.work(SHARD)).isEqualTo(RunResult.DONE);
    assertThat(world.renderer.sent).hasSize(3);
  }

  private void sendTo(int subscribers, int permitsPerSecond) {
    world.addSubscribers(SHARD, subscribers);
    world.permits.perSecond = permitsPerSecond;
    world.campaigns.announce("spring", 5);
    world.work(SHARD);
  }
}
