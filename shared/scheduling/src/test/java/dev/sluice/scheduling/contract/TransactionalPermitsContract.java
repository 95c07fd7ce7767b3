package dev.sluice.scheduling.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.scheduling.delivery.RatePermits;
import dev.sluice.scheduling.transactional.TransactionalPermits;
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
  void marketingMakesWayInTheVerySecondInWhichTransactionalMailComes() {
    transactional().add(4);
    assertThat(marketing().take(10).granted()).isEqualTo(6);
    transactional().add(1);
    assertThat(marketing().take(1).granted()).isZero();
  }

  @Test
  void transactionalMailIsNotAskedWhetherThereIsRoom() {
    marketing().take(PER_SECOND);
    assertThatCode(() -> transactional().add(PER_SECOND * 3)).doesNotThrowAnyException();
    assertThat(marketing().take(1).granted()).isZero();
  }

  @Test
  void theNextSecondIsMarketingsAgain() {
    transactional().add(PER_SECOND * 3);
    clock.set(marketing().take(1).nextAt().plusMillis(850));
    assertThat(marketing().take(PER_SECOND).granted()).isEqualTo(PER_SECOND);
  }
}
