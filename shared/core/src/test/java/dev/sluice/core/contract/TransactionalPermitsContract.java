package dev.sluice.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.core.ratelimit.RatePermits;
import dev.sluice.core.ratelimit.Reserve;
import dev.sluice.core.ratelimit.TransactionalPermits;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every pair of marketing's and transactional mail's permits does. */
public abstract class TransactionalPermitsContract {

  /** The permits that marketing may take in a second under test. */
  protected static final int PER_SECOND = 10;

  /** A clock that tests set; late in a second, when all of its permits have come. */
  protected final SettableClock clock = new SettableClock(Samples.NOON.plusMillis(850));

  /** Returns marketing's permits, {@value #PER_SECOND} a second, the same during a test. */
  protected abstract RatePermits marketing();

  /** Returns the permits of transactional mail of the same account. */
  protected abstract TransactionalPermits transactional();

  @Test
  @DisplayName("marketing makes way in the very second in which transactional mail comes")
  void marketingYieldsInSameSecond() {
    transactional().add(4);
    assertThat(marketing().tryAcquire(10).granted()).isEqualTo(6);
    transactional().add(1);
    assertThat(marketing().tryAcquire(1).granted()).isZero();
  }

  @Test
  @DisplayName("transactional mail is not asked whether there is room")
  void neverBlocksTransactionalMail() {
    marketing().tryAcquire(PER_SECOND);
    assertThatCode(() -> transactional().add(PER_SECOND * 3)).doesNotThrowAnyException();
    assertThat(marketing().tryAcquire(1).granted()).isZero();
  }

  @Test
  @DisplayName("after a peak, marketing leaves as much and a quarter more free")
  void keepsReserveAfterPeak() {
    transactional().add(4);
    pass(Duration.ofSeconds(1));
    assertThat(marketing().tryAcquire(PER_SECOND).granted()).as("of 10, with 5 left").isEqualTo(5);
  }

  @Test
  @DisplayName("the highest of the last seconds counts")
  void usesHighestRecentPeak() {
    for (int permits : new int[] {2, 4, 1}) {
      transactional().add(permits);
      pass(Duration.ofSeconds(1));
    }
    assertThat(marketing().tryAcquire(PER_SECOND).granted()).isEqualTo(5);
  }

  @Test
  @DisplayName("what comes of a peak is not left free a second time")
  void doesNotReserveUsedPermitsTwice() {
    transactional().add(4);
    pass(Duration.ofSeconds(1));
    transactional().add(4);
    assertThat(marketing().tryAcquire(PER_SECOND).granted()).isEqualTo(5);
  }

  @Test
  @DisplayName("a peak is forgotten after a quarter of an hour")
  void forgetsPeakAfterQuarterHour() {
    transactional().add(4);
    pass(Reserve.PEAK_WINDOW);
    assertThat(marketing().tryAcquire(PER_SECOND).granted()).isEqualTo(5);
    pass(Duration.ofSeconds(1));
    assertThat(marketing().tryAcquire(PER_SECOND).granted()).isEqualTo(PER_SECOND);
  }

  @Test
  @DisplayName("marketing keeps a tenth of the rate, whatever transactional mail there was")
  void leavesTenthOfRateToMarketing() {
    transactional().add(PER_SECOND * 3);
    pass(Duration.ofSeconds(1));
    assertThat(marketing().tryAcquire(PER_SECOND).granted()).isEqualTo(1);
  }

  private void pass(Duration time) {
    clock.set(clock.instant().plus(time));
  }
}
