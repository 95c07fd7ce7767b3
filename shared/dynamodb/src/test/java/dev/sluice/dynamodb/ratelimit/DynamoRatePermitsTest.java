package dev.sluice.dynamodb.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.contract.ConcurrentTasks;
import dev.sluice.core.contract.RatePermitsContract;
import dev.sluice.core.ratelimit.RatePermits;
import dev.sluice.core.ratelimit.RatePermits.Grant;
import dev.sluice.core.ratelimit.SendingQuota;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of permits counted in DynamoDB")
class DynamoRatePermitsTest extends RatePermitsContract implements DynamoStoreFixture {

  /** A fifth is left for transactional mail. */
  private static final int RESERVE_PERCENT = 20;

  private static final double RATE = PER_SECOND / 0.8;

  private SendingQuota quota = new SendingQuota(RATE, Optional.empty(), 0, true);

  @Override
  protected RatePermits permits() {
    return new DynamoRatePermits(TABLES.get(), clock, () -> quota, RESERVE_PERCENT);
  }

  @Test
  @DisplayName("nothing is granted for a while when the account may not send")
  void grantsNothingWhenSendingIsDisabled() {
    quota = new SendingQuota(RATE, Optional.empty(), 0, false);
    Grant grant = permits().tryAcquire(1);
    assertThat(grant.granted()).isZero();
    assertThat(grant.nextAt()).isAfter(clock.instant().plusSeconds(60));
  }

  @Test
  @DisplayName("nothing is granted for a while when the day's quota is spent")
  void grantsNothingWhenTheDailyQuotaIsSpent() {
    quota = new SendingQuota(RATE, Optional.of(500L), 500, true);
    Grant grant = permits().tryAcquire(1);
    assertThat(grant.granted()).isZero();
    assertThat(grant.nextAt()).isAfter(clock.instant().plusSeconds(60));
  }

  @Test
  @DisplayName("no more is granted than the day's quota has")
  void grantsNoMoreThanTheDailyQuota() {
    quota = new SendingQuota(RATE, Optional.of(500L), 397, true);
    assertThat(permits().tryAcquire(10).granted()).as("beside the reserve of 100").isEqualTo(3);
  }

  @Test
  @DisplayName("all workers together are granted no more than the day's quota has")
  void sharesTheDailyQuotaAmongWorkers() throws Exception {
    assumeAtomic();
    quota = new SendingQuota(RATE, Optional.of(500L), 397, true);
    List<Grant> grants = ConcurrentTasks.runConcurrently(() -> permits().tryAcquire(1));
    assertThat(grants.stream().mapToInt(Grant::granted).sum()).isEqualTo(3);
  }

  @Test
  @DisplayName("what SES may not have counted when it told the quota is left of the day, too")
  void subtractsSendsInFlightFromTheDailyQuota() {
    assertThat(permits().tryAcquire(4).granted()).isEqualTo(4);
    clock.set(clock.instant().plusSeconds(1));
    quota = told(391);
    assertThat(permits().tryAcquire(10).granted()).as("of 9, with 4 on their way").isEqualTo(5);
    clock.set(clock.instant().plusSeconds(60));
    quota = told(391);
    assertThat(permits().tryAcquire(10).granted()).as("all have left or never will").isEqualTo(9);
  }

  private SendingQuota told(long sent) {
    return new SendingQuota(RATE, Optional.of(500L), sent, true, Optional.of(clock.instant()));
  }

  @Test
  @DisplayName("the reserve of the day's quota is left to transactional mail")
  void leavesTheDailyReserveToTransactionalMail() {
    quota = new SendingQuota(RATE, Optional.of(500L), 400, true);
    Grant grant = permits().tryAcquire(1);
    assertThat(grant.granted()).isZero();
    assertThat(grant.nextAt()).isAfter(clock.instant().plusSeconds(60));
  }

  @Test
  @DisplayName("sending goes on by itself when the account may send again")
  void resumesWhenSendingIsEnabledAgain() {
    quota = new SendingQuota(RATE, Optional.empty(), 0, false);
    assertThat(permits().tryAcquire(1).granted()).isZero();
    quota = new SendingQuota(RATE, Optional.empty(), 0, true);
    assertThat(permits().tryAcquire(1).granted()).isEqualTo(1);
  }

  @Test
  @DisplayName("a rate below one a second adds up over seconds")
  void accumulatesRatesBelowOnePerSecond() {
    quota = new SendingQuota(0.5, Optional.empty(), 0, true);
    int granted = 0;
    for (int second = 0; second < 100; second++) {
      granted += permits().tryAcquire(10).granted();
      clock.set(clock.instant().plusSeconds(1));
    }
    assertThat(granted).as("of 50, with a fifth left").isEqualTo(40);
  }

  @Test
  @DisplayName("a peak above the least reserve is learned within half a minute")
  void raisesTheReserveAfterATransactionalPeak() {
    RatePermits worker = permits();
    assertThat(worker.tryAcquire(10).granted()).isEqualTo(10);
    new DynamoTransactionalPermits(TABLES.get(), clock).add(4);
    clock.set(clock.instant().plusSeconds(29));
    assertThat(worker.tryAcquire(10).granted()).as("not looked at again yet").isEqualTo(10);
    clock.set(clock.instant().plusSeconds(1));
    assertThat(worker.tryAcquire(10).granted()).as("of 12.5, with 5 left").isEqualTo(7);
  }

  @Test
  @DisplayName("who is refused again and again tries less often until there are some")
  void backsOffAfterRepeatedRefusals() {
    RatePermits slow = permits();
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      permits().tryAcquire(1000); // somebody is always faster
      waits.add(wait(slow.tryAcquire(1)));
    }
    assertThat(waits).containsExactly(150L, 350L, 750L, 1550L, 3150L, 3150L, 3150L);

    assertThat(slow.tryAcquire(1).granted()).isEqualTo(1);
    permits().tryAcquire(1000);
    clock.set(clock.instant().plusSeconds(1));
    permits().tryAcquire(1000);
    assertThat(wait(slow.tryAcquire(1))).as("begins anew").isEqualTo(150L);
  }

  /** Returns how long a grant of none lets a worker wait, and lets two seconds more pass. */
  private long wait(Grant grant) {
    assertThat(grant.granted()).isZero();
    long millis = Duration.between(clock.instant(), grant.nextAt()).toMillis();
    clock.set(clock.instant().plusSeconds(2));
    return millis;
  }

  @Test
  @DisplayName("a lowered rate holds from the same second on")
  void appliesALoweredRateAtOnce() {
    assertThat(permits().tryAcquire(6).granted()).isEqualTo(6);
    quota = new SendingQuota(5, Optional.empty(), 0, true);
    assertThat(permits().tryAcquire(1).granted()).isZero();
  }
}
