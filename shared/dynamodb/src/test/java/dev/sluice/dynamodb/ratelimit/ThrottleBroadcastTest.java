package dev.sluice.dynamodb.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.contract.Samples;
import dev.sluice.core.contract.SettableClock;
import dev.sluice.core.ratelimit.AccountQuota;
import dev.sluice.core.ratelimit.RatePermits;
import dev.sluice.core.ratelimit.RatePermits.Grant;
import dev.sluice.core.ratelimit.SendingQuota;
import dev.sluice.core.sending.SendOutcome.Limit;
import dev.sluice.dynamodb.fixture.DynamoTablesExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("When SES throttles one worker")
final class ThrottleBroadcastTest {

  @RegisterExtension static final DynamoTablesExtension TABLES = new DynamoTablesExtension();

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Late in a second, when all of its permits have come. */
  private final SettableClock clock = new SettableClock(Samples.NOON.plusMillis(850));

  private double granted = 100;
  private Worker one;
  private Worker other;

  @BeforeEach
  void workersAskForPermits() {
    one = new Worker();
    other = new Worker();
    one.assertTakes(1);
    other.assertTakes(1);
  }

  @Test
  @DisplayName("all workers pause for a second, though nobody told them")
  void allWorkersPause() {
    one.permits.onThrottled(Limit.RATE);
    Instant until = clock.instant().plus(PAUSE);
    assertThat(one.permits.tryAcquire(1)).isEqualTo(new Grant(0, until));
    assertThat(other.permits.tryAcquire(1)).isEqualTo(new Grant(0, until));
    clock.set(until);
    one.readQuota();
    other.readQuota();
    one.assertTakes(1);
    other.assertTakes(1);
  }

  @Test
  @DisplayName("all doubt their quota once")
  void allWorkersRefreshTheirQuotaOnce() {
    one.permits.onThrottled(Limit.RATE);
    one.permits.onThrottled(Limit.RATE);
    other.permits.tryAcquire(1);
    other.permits.tryAcquire(1);
    assertThat(one.refreshes).isEqualTo(1);
    assertThat(other.refreshes).isEqualTo(1);
  }

  @Test
  @DisplayName("a worker that waits for permits for four seconds hears of it as well")
  void aWaitingWorkerLearnsOfTheThrottling() {
    one.permits.onThrottled(Limit.RATE);
    advanceClock(Duration.ofSeconds(4));
    assertThat(other.permits.tryAcquire(1).granted()).isZero();
    assertThat(other.refreshes).isEqualTo(1);
  }

  @Test
  @DisplayName("who asked for nothing meanwhile hears of it minutes later")
  void anIdleWorkerLearnsOfTheThrottlingLater() {
    clock.set(clock.instant().plusSeconds(30));
    one.assertTakes(1);
    one.permits.onThrottled(Limit.RATE);
    granted = 5;
    advanceClock(Duration.ofMinutes(2));
    one.readQuota();
    one.assertTakes(4);
    advanceClock(Duration.ofMinutes(1));
    assertThat(other.permits.tryAcquire(100).granted()).as("of 5, with a fifth left").isEqualTo(4);
  }

  @Test
  @DisplayName("one that reads the lowered rate reads it for all")
  void oneWorkerReadsTheLoweredRateForAll() {
    one.permits.onThrottled(Limit.RATE);
    assertThat(other.permits.tryAcquire(1).granted()).isZero();
    granted = 5;
    advanceClock(PAUSE);
    assertThat(other.permits.tryAcquire(100))
        .as("before")
        .isEqualTo(new Grant(0, clock.instant().plus(PAUSE)));
    one.readQuota();
    assertThat(one.permits.tryAcquire(3).granted()).isEqualTo(3);
    assertThat(other.permits.tryAcquire(100).granted()).as("what is left of 4").isEqualTo(1);
  }

  @Test
  @DisplayName("the rate that was told holds until a worker has read its own")
  void aWorkersOwnQuotaReplacesTheSharedRate() {
    one.permits.onThrottled(Limit.RATE);
    assertThat(other.permits.tryAcquire(1).granted()).isZero();
    granted = 5;
    advanceClock(PAUSE);
    one.readQuota();
    one.assertTakes(1);
    assertThat(other.permits.tryAcquire(100).granted()).isEqualTo(3);
    granted = 50;
    advanceClock(PAUSE);
    other.readQuota();
    assertThat(other.permits.tryAcquire(100).granted()).isEqualTo(40);
  }

  @Test
  @DisplayName("they go on with what they know if nobody can read the quota for ten seconds")
  void resumesWithTheOldQuotaAfterTenSeconds() {
    one.permits.onThrottled(Limit.RATE);
    Instant end = clock.instant().plusSeconds(10);
    while (clock.instant().isBefore(end)) {
      Grant grant = one.permits.tryAcquire(1);
      assertThat(grant.granted()).isZero();
      clock.set(grant.nextAt());
    }
    assertThat(clock.instant()).isEqualTo(end);
    one.assertTakes(1);
  }

  private void advanceClock(Duration time) {
    clock.set(clock.instant().plus(time));
  }

  /** Permits of a worker, with the quota that it has read last. */
  private final class Worker implements AccountQuota {
    private final RatePermits permits = new DynamoRatePermits(TABLES.get(), clock, this, 20);
    private SendingQuota last = quotaNow();
    private int refreshes;

    void readQuota() {
      last = quotaNow();
    }

    private SendingQuota quotaNow() {
      return new SendingQuota(granted, Optional.empty(), 0, true, Optional.of(clock.instant()));
    }

    void assertTakes(int some) {
      assertThat(permits.tryAcquire(some).granted()).isEqualTo(some);
    }

    @Override
    public SendingQuota current() {
      return last;
    }

    @Override
    public void refreshSoon() {
      refreshes++;
    }
  }
}
