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

  private final WorkerFixture fixture = new WorkerFixture();

  @Test
  @DisplayName("never commits more in a second than it has permits for")
  void neverExceedsPermitsOfASecond() {
    sendTo(35, 10);

    Map<Long, Long> perSecond =
        fixture.renderer.sent.stream()
            .collect(
                Collectors.groupingBy(sent -> sent.at().getEpochSecond(), Collectors.counting()));
    assertThat(perSecond.values()).containsExactlyInAnyOrder(10L, 10L, 10L, 5L);
  }

  @Test
  @DisplayName("asks for permits once a second where a second has few")
  void requestsPermitsOncePerSecondWhenScarce() {
    sendTo(35, 10);

    assertThat(fixture.permits.requests).isEqualTo(4);
  }

  @Test
  @DisplayName("does not ask for permits that it knows are gone")
  void doesNotRequestExhaustedPermits() {
    sendTo(400, 200);

    assertThat(fixture.permits.requests)
        .as("two batches of 100 in each of two seconds")
        .isEqualTo(4);
    assertThat(fixture.now)
        .isBetween(WorkerFixture.START.plusSeconds(1), WorkerFixture.START.plusMillis(1_050));
  }

  @ParameterizedTest
  @DisplayName("reports once a batch that SES throttled despite a permit")
  @EnumSource(SendOutcome.Limit.class)
  void reportsThrottlingOncePerBatch(SendOutcome.Limit limit) {
    fixture.addSubscribers(SHARD, 150);
    CampaignId spring = fixture.campaigns.announce("spring", 5);
    fixture.renderer.ses =
        (_, _) ->
            fixture.permits.throttledBy.isEmpty()
                ? new SendOutcome.Throttled(limit)
                : new SendOutcome.Accepted("m");

    fixture.work(SHARD);

    assertThat(fixture.permits.throttledBy).containsExactly(limit);
    fixture.now = WorkerFixture.START.plus(Duration.ofHours(2));
    assertThat(fixture.work(SHARD)).isEqualTo(RunResult.DONE);
    assertThat(fixture.countsOf(spring)).isEqualTo(new SendCounts(150, 0, 0, Map.of()));
  }

  @Test
  @DisplayName("sends no more messages of a batch after SES has throttled one")
  void sendsNothingMoreOfThrottledBatch() {
    fixture.addSubscribers(SHARD, 150);
    CampaignId spring = fixture.campaigns.announce("spring", 5);
    AtomicInteger throttled = new AtomicInteger();
    fixture.renderer.ses = (_, _) -> throttledInThreeBatches(throttled);

    fixture.work(SHARD);

    assertThat(throttled).as("one of each batch").hasValue(3);
    assertThat(fixture.stores.commits).as("147 sends, 3 given back").isEqualTo(147 + 2 * 3);
    fixture.now = WorkerFixture.START.plus(Duration.ofHours(2));
    assertThat(fixture.work(SHARD)).isEqualTo(RunResult.DONE);
    assertThat(fixture.countsOf(spring)).isEqualTo(new SendCounts(150, 0, 0, Map.of()));
  }

  private SendOutcome throttledInThreeBatches(AtomicInteger count) {
    if (fixture.permits.throttledBy.size() == 3) {
      return new SendOutcome.Accepted("m");
    }
    count.incrementAndGet();
    return new SendOutcome.Throttled(SendOutcome.Limit.RATE);
  }

  @Test
  @DisplayName("gets past a decision of more messages than a second has permits for")
  void processesDecisionLargerThanPermitsOfASecond() {
    fixture.campaigns.policy = ActiveCampaignsFixture.policy();
    fixture.addSubscribers(SHARD, 3);
    fixture.permits.perSecond = 1;
    fixture.campaigns.announce("one", 5);
    fixture.campaigns.announce("two", 5);

    assertThat(fixture.work(SHARD)).isEqualTo(RunResult.DONE);

    assertThat(fixture.renderer.sent).hasSize(6);
    assertThat(fixture.now).isAfterOrEqualTo(WorkerFixture.START.plusSeconds(5));
  }

  @Test
  @DisplayName("ends at once when permits are parked, and goes on when they are not")
  void endsAtOnceWhenPermitsAreUnavailable() {
    fixture.addSubscribers(SHARD, 300);
    CampaignId spring = fixture.campaigns.announce("spring", 5);
    fixture.permits.unavailableUntil = Optional.of(WorkerFixture.START.plusSeconds(300));

    assertThat(fixture.work(SHARD)).isEqualTo(RunResult.PARKED);
    assertThat(fixture.now).as("no time is waited away").isEqualTo(WorkerFixture.START);
    assertThat(fixture.renderer.sent).isEmpty();

    fixture.now = WorkerFixture.START.plusSeconds(300);
    assertThat(fixture.work(SHARD)).isEqualTo(RunResult.DONE);
    assertThat(fixture.countsOf(spring)).isEqualTo(new SendCounts(300, 0, 0, Map.of()));
  }

  @Test
  @DisplayName("waits for permits that come within seconds")
  void waitsForPermitsAvailableWithinSeconds() {
    fixture.addSubscribers(SHARD, 3);
    fixture.campaigns.announce("spring", 5);
    fixture.permits.unavailableUntil = Optional.of(WorkerFixture.START.plusSeconds(5));

    assertThat(fixture.work(SHARD)).isEqualTo(RunResult.DONE);
    assertThat(fixture.renderer.sent).hasSize(3);
  }

  private void sendTo(int subscribers, int permitsPerSecond) {
    fixture.addSubscribers(SHARD, subscribers);
    fixture.permits.perSecond = permitsPerSecond;
    fixture.campaigns.announce("spring", 5);
    fixture.work(SHARD);
  }
}
