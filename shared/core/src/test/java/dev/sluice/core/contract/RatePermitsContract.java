package dev.sluice.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.ratelimit.RatePermits;
import dev.sluice.core.ratelimit.RatePermits.Grant;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link RatePermits} does. */
public abstract class RatePermitsContract implements ConcurrencyContract {

  /** The permits that marketing may take in a second under test. */
  protected static final int PER_SECOND = 10;

  /** A clock that tests set; late in a second, when all of its permits have come. */
  protected final SettableClock clock = new SettableClock(Samples.NOON.plusMillis(850));

  /** Returns permits of {@value #PER_SECOND} a second, the same ones during a test. */
  protected abstract RatePermits permits();

  @Test
  @DisplayName("a second has so many permits, and the rest is for later")
  void grantsPermitsOfOneSecond() {
    assertThat(permits().tryAcquire(4).granted()).isEqualTo(4);
    assertThat(permits().tryAcquire(4).granted()).isEqualTo(4);
    Grant rest = permits().tryAcquire(4);
    assertThat(rest.granted()).isEqualTo(2);
    assertThat(rest.nextAt()).isAfter(clock.instant());
    assertThat(permits().tryAcquire(1).granted()).isZero();
  }

  @Test
  @DisplayName("a full grant says whether there is more")
  void reportsWhetherMorePermitsAreLeft() {
    assertThat(permits().tryAcquire(4).nextAt()).as("6 are left").isEqualTo(clock.instant());
    assertThat(permits().tryAcquire(6).nextAt()).as("none is left").isAfter(clock.instant());
  }

  @Test
  @DisplayName("more than a second has is cut to what it has")
  void limitsGrantToOneSecond() {
    assertThat(permits().tryAcquire(1000).granted()).isEqualTo(PER_SECOND);
  }

  @Test
  @DisplayName("a request at the granted instant gets permits again")
  void grantsAgainAtNextInstant() {
    Instant next = permits().tryAcquire(1000).nextAt();
    clock.set(next);
    assertThat(permits().tryAcquire(1).granted()).isEqualTo(1);
  }

  @Test
  @DisplayName("requests at each granted instant get the whole rate")
  void grantsWholeRateOverTime() {
    clock.set(Samples.NOON);
    int granted = 0;
    while (clock.instant().isBefore(Samples.NOON.plusSeconds(10))) {
      Grant grant = permits().tryAcquire(1000);
      granted += grant.granted();
      assertThat(grant.nextAt()).isAfter(clock.instant());
      clock.set(grant.nextAt());
    }
    assertThat(granted).isEqualTo(10 * PER_SECOND);
  }

  @Test
  @DisplayName(
      "the end of a second and the beginning of the next do not give the share of both at once")
  void doesNotDoubleAtTheEndOfASecond() {
    clock.set(Samples.NOON.plusMillis(999));
    int before = permits().tryAcquire(1000).granted();
    clock.set(Samples.NOON.plusSeconds(1));
    int after = permits().tryAcquire(1000).granted();
    assertThat(before).isEqualTo(PER_SECOND);
    assertThat(after).isLessThanOrEqualTo(PER_SECOND / 5);
  }

  @Test
  @DisplayName("permits come evenly within a second")
  void spreadsPermitsWithinSecond() {
    clock.set(Samples.NOON);
    assertThat(permits().tryAcquire(1000).granted()).isEqualTo(PER_SECOND / 5);
    clock.set(Samples.NOON.plusMillis(500));
    assertThat(permits().tryAcquire(1000).granted()).as("of three fifths").isEqualTo(4);
  }

  @Test
  @DisplayName("permits are not saved up")
  void doesNotAccumulatePermits() {
    clock.set(clock.instant().plusSeconds(30));
    assertThat(permits().tryAcquire(1000).granted()).isEqualTo(PER_SECOND);
  }

  @Test
  @DisplayName("many workers together never take more than a second has")
  void neverExceedsRateConcurrently() throws Exception {
    assumeAtomic();
    for (int round = 0; round < 20; round++) {
      clock.set(clock.instant().plusSeconds(1));
      List<Grant> grants = ConcurrentTasks.runConcurrently(() -> permits().tryAcquire(1));
      assertThat(grants.stream().mapToInt(Grant::granted).sum()).isEqualTo(PER_SECOND);
    }
  }
}
