package dev.sluice.scheduling.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.delivery.RatePermits;
import dev.sluice.scheduling.delivery.RatePermits.Grant;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link RatePermits} does. */
public abstract class RatePermitsContract implements Contended {

  /** The permits that marketing may take in a second under test. */
  protected static final int PER_SECOND = 10;

  /** A clock that tests set; late in a second, when all of its permits have come. */
  protected final SettableClock clock = new SettableClock(Samples.NOON.plusMillis(850));

  /** Returns permits of {@value #PER_SECOND} a second, the same ones during a test. */
  protected abstract RatePermits permits();

  @Test
  void aSecondHasSoManyPermitsAndTheRestIsForLater() {
    assertThat(permits().take(4).granted()).isEqualTo(4);
    assertThat(permits().take(4).granted()).isEqualTo(4);
    Grant rest = permits().take(4);
    assertThat(rest.granted()).isEqualTo(2);
    assertThat(rest.nextAt()).isAfter(clock.instant());
    assertThat(permits().take(1).granted()).isZero();
  }

  @Test
  void whoGetsAllThatIsWantedIsToldWhetherThereIsMore() {
    assertThat(permits().take(4).nextAt()).as("6 are left").isEqualTo(clock.instant());
    assertThat(permits().take(6).nextAt()).as("none is left").isAfter(clock.instant());
  }

  @Test
  void moreThanASecondHasIsCutToWhatItHas() {
    assertThat(permits().take(1000).granted()).isEqualTo(PER_SECOND);
  }

  @Test
  void whoComesBackWhenToldGetsPermitsAgain() {
    Instant next = permits().take(1000).nextAt();
    clock.set(next);
    assertThat(permits().take(1).granted()).isEqualTo(1);
  }

  @Test
  void whoComesBackWheneverToldGetsTheWholeRate() {
    clock.set(Samples.NOON);
    int granted = 0;
    while (clock.instant().isBefore(Samples.NOON.plusSeconds(10))) {
      Grant grant = permits().take(1000);
      granted += grant.granted();
      assertThat(grant.nextAt()).isAfter(clock.instant());
      clock.set(grant.nextAt());
    }
    assertThat(granted).isEqualTo(10 * PER_SECOND);
  }

  @Test
  void theEndOfASecondAndTheBeginningOfTheNextDoNotGiveTheShareOfBothAtOnce() {
    clock.set(Samples.NOON.plusMillis(999));
    int before = permits().take(1000).granted();
    clock.set(Samples.NOON.plusSeconds(1));
    int after = permits().take(1000).granted();
    assertThat(before).isEqualTo(PER_SECOND);
    assertThat(after).isLessThanOrEqualTo(PER_SECOND / 5);
  }

  @Test
  void permitsComeEvenlyWithinASecond() {
    clock.set(Samples.NOON);
    assertThat(permits().take(1000).granted()).isEqualTo(PER_SECOND / 5);
    clock.set(Samples.NOON.plusMillis(500));
    assertThat(permits().take(1000).granted()).as("of three fifths").isEqualTo(4);
  }

  @Test
  void permitsAreNotSavedUp() {
    clock.set(clock.instant().plusSeconds(30));
    assertThat(permits().take(1000).granted()).isEqualTo(PER_SECOND);
  }

  @Test
  void manyWorkersTogetherNeverTakeMoreThanASecondHas() throws Exception {
    assumeAtomic();
    for (int round = 0; round < 20; round++) {
      clock.set(clock.instant().plusSeconds(1));
      List<Grant> grants = Threads.race(() -> permits().take(1));
      assertThat(grants.stream().mapToInt(Grant::granted).sum()).isEqualTo(PER_SECOND);
    }
  }
}
