package dev.sluice.core.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.contract.Samples;
import dev.sluice.core.contract.SettableClock;
import dev.sluice.core.hold.HoldReason;
import dev.sluice.core.hold.HoldStore;
import dev.sluice.core.hold.MarketingHold;
import dev.sluice.core.memory.InMemoryWithheldRunStore;
import dev.sluice.core.ratelimit.RatePermits.Grant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Permits under a hold")
final class HoldAwarePermitsTest {

  private static final Optional<MarketingHold> HELD = hold(HoldReason.PROBATION);

  private final SettableClock clock = new SettableClock(Samples.NOON);
  private final AtomicInteger reads = new AtomicInteger();
  private Optional<MarketingHold> hold = Optional.empty();
  private final InMemoryWithheldRunStore withheldRuns = new InMemoryWithheldRunStore();
  private final RatePermits permits =
      new HoldAwarePermits(
          clock,
          new CountingHoldStore(),
          withheldRuns,
          wanted -> new Grant(wanted, clock.instant()));

  @Test
  @DisplayName("are those of the account while marketing is not held")
  void grantsAccountPermitsWithoutHold() {
    assertThat(permits.tryAcquire(7).granted()).isEqualTo(7);
    hold = hold();
    clock.set(clock.instant().plus(HoldAwarePermits.HOLD_CACHE_DURATION));
    assertThat(permits.tryAcquire(7).granted()).as("after a hold has ended").isEqualTo(7);
  }

  @Test
  @DisplayName("are none while it is held, and not for longer than a worker waits")
  void grantsNothingWhileHeld() {
    hold = HELD;
    Grant grant = permits.tryAcquire(7);
    assertThat(grant.granted()).isZero();
    assertThat(grant.nextAt())
        .isAfter(clock.instant().plusSeconds(5))
        .isBefore(clock.instant().plusSeconds(60));
  }

  @Test
  @DisplayName("end within half a minute of a hold's beginning, at one read per half minute")
  void noticesHoldWithinCacheDuration() {
    permits.tryAcquire(1);
    hold = HELD;
    clock.set(clock.instant().plus(HoldAwarePermits.HOLD_CACHE_DURATION).minusMillis(1));
    assertThat(permits.tryAcquire(1).granted()).isEqualTo(1);
    assertThat(reads).hasValue(1);
    clock.set(clock.instant().plusMillis(1));
    assertThat(permits.tryAcquire(1).granted()).isZero();
    assertThat(reads).hasValue(2);
  }

  private static Optional<MarketingHold> hold(HoldReason... reasons) {
    return Optional.of(new MarketingHold(Set.of(reasons), Samples.NOON));
  }

  private final class CountingHoldStore implements HoldStore {
    @Override
    public Optional<MarketingHold> load() {
      reads.incrementAndGet();
      return hold;
    }

    @Override
    public boolean compareAndSet(Optional<MarketingHold> before, MarketingHold after) {
      throw new UnsupportedOperationException("permits change no hold");
    }
  }
}
