package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.ses.AccountQuota;
import dev.sluice.aws.ses.SendingQuota;
import dev.sluice.aws.store.DynamoRatePermits;
import dev.sluice.scheduling.contract.Samples;
import dev.sluice.scheduling.contract.SettableClock;
import dev.sluice.scheduling.delivery.RatePermits;
import dev.sluice.scheduling.delivery.RatePermits.Grant;
import dev.sluice.scheduling.visit.SendOutcome.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("When SES throttles one worker")
final class ThrottledPermitsTest {

  @RegisterExtension static final StoreTables TABLES = new StoreTables();

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
    one.takes(1);
    other.takes(1);
  }

  @Test
  @DisplayName("all workers pause for a second, though nobody told them")
  void allPause() {
    one.permits.throttled(Limit.RATE);
    Instant until = clock.instant().plus(PAUSE);
    assertThat(one.permits.take(1)).isEqualTo(new Grant(0, until));
    assertThat(other.permits.take(1)).isEqualTo(new Grant(0, until));
    clock.set(until);
    one.reads();
    other.reads();
    one.takes(1);
    other.takes(1);
  }

  @Test
  @DisplayName("all doubt their quota once")
  void allDoubt() {
    one.permits.throttled(Limit.RATE);
    one.permits.throttled(Limit.RATE);
    other.permits.take(1);
    other.permits.take(1);
    assertThat(one.doubts).isEqualTo(1);
    assertThat(other.doubts).isEqualTo(1);
  }

  @Test
  @DisplayName("a worker that waits for permits for four seconds hears of it as well")
  void waitsMeanwhile() {
    one.permits.throttled(Limit.RATE);
    pass(Duration.ofSeconds(4));
    assertThat(other.permits.take(1).granted()).isZero();
    assertThat(other.doubts).isEqualTo(1);
  }

  @Test
  @DisplayName("who asked for nothing meanwhile hears of it minutes later")
  void idleMeanwhile() {
    clock.set(clock.instant().plusSeconds(30));
    one.takes(1);
    one.permits.throttled(Limit.RATE);
    granted = 5;
    pass(Duration.ofMinutes(2));
    one.reads();
    one.takes(4);
    pass(Duration.ofMinutes(1));
    assertThat(other.permits.take(100).granted()).as("of 5, with a fifth left").isEqualTo(4);
  }

  @Test
  @DisplayName("one that reads the lowered rate reads it for all")
  void rateIsTold() {
    one.permits.throttled(Limit.RATE);
    assertThat(other.permits.take(1).granted()).isZero();
    granted = 5;
    pass(PAUSE);
    assertThat(other.permits.take(100))
        .as("before")
        .isEqualTo(new Grant(0, clock.instant().plus(PAUSE)));
    one.reads();
    assertThat(one.permits.take(3).granted()).isEqualTo(3);
    assertThat(other.permits.take(100).granted()).as("what is left of 4").isEqualTo(1);
  }

  @Test
  @DisplayName("the rate that was told holds until a worker has read its own")
  void ownReadingCounts() {
    one.permits.throttled(Limit.RATE);
    assertThat(other.permits.take(1).granted()).isZero();
    granted = 5;
    pass(PAUSE);
    one.reads();
    one.takes(1);
    assertThat(other.permits.take(100).granted()).isEqualTo(3);
    granted = 50;
    pass(PAUSE);
    other.reads();
    assertThat(other.permits.take(100).granted()).isEqualTo(40);
  }

  @Test
  @DisplayName("they go on with what they know if nobody can read the quota for ten seconds")
  void quotaCannotBeRead() {
    one.permits.throttled(Limit.RATE);
    Instant end = clock.instant().plusSeconds(10);
    while (clock.instant().isBefore(end)) {
      Grant grant = one.permits.take(1);
      assertThat(grant.granted()).isZero();
      clock.set(grant.nextAt());
    }
    assertThat(clock.instant()).isEqualTo(end);
    one.takes(1);
  }

  private void pass(Duration time) {
    clock.set(clock.instant().plus(time));
  }

  /** Permits of a worker, with the quota that it has read last. */
  private final class Worker implements AccountQuota {
    private final RatePermits permits = new DynamoRatePermits(TABLES.get(), clock, this, 20);
    private SendingQuota last = told();
    private int doubts;

    void reads() {
      last = told();
    }

    private SendingQuota told() {
      return new SendingQuota(granted, Optional.empty(), 0, true, Optional.of(clock.instant()));
    }

    void takes(int some) {
      assertThat(permits.take(some).granted()).isEqualTo(some);
    }

    @Override
    public SendingQuota current() {
      return last;
    }

    @Override
    public void doubt() {
      doubts++;
    }
  }
}
