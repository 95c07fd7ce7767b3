package dev.sluice.scheduling.contract;

import static dev.sluice.scheduling.hold.HoldReason.BOUNCE_RATE;
import static dev.sluice.scheduling.hold.HoldReason.PROBATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.hold.HoldReason;
import dev.sluice.scheduling.hold.HoldStore;
import dev.sluice.scheduling.hold.MarketingHold;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link HoldStore} does. */
public abstract class HoldStoreContract implements Contended {

  private static final MarketingHold HELD = hold(PROBATION);

  /** Returns a store in which nothing is kept, the same one during a test. */
  protected abstract HoldStore store();

  @Test
  @DisplayName("nothing is known before the first hold")
  void fresh() {
    assertThat(store().read()).isEmpty();
  }

  @Test
  @DisplayName("a hold is kept with its reasons")
  void roundTrip() {
    MarketingHold both = hold(PROBATION, BOUNCE_RATE);
    assertThat(store().change(Optional.empty(), both)).isTrue();
    assertThat(store().read()).contains(both);
  }

  @Test
  @DisplayName("a hold is changed by whoever knows it")
  void changed() {
    store().change(Optional.empty(), HELD);
    MarketingHold other = hold(BOUNCE_RATE);
    assertThat(store().change(Optional.of(HELD), other)).isTrue();
    MarketingHold ended = hold();
    assertThat(store().change(Optional.of(other), ended)).isTrue();
    assertThat(store().read()).contains(ended);
  }

  @Test
  @DisplayName("whoever knows another hold changes nothing")
  void lost() {
    store().change(Optional.empty(), HELD);
    MarketingHold ended = hold();
    List<Optional<MarketingHold>> others =
        List.of(
            Optional.empty(),
            Optional.of(hold(BOUNCE_RATE)),
            Optional.of(hold(PROBATION, BOUNCE_RATE)),
            Optional.of(
                new MarketingHold(Set.of(PROBATION), Samples.NOON.minus(Duration.ofMillis(1)))));
    assertThat(others).noneMatch(other -> store().change(other, ended));
    assertThat(store().read()).contains(HELD);
  }

  @Test
  @DisplayName("of many that change the same, one does")
  void race() throws Exception {
    assumeAtomic();
    assertThat(Threads.race(() -> store().change(Optional.empty(), HELD))).containsOnlyOnce(true);
    MarketingHold ended = hold();
    assertThat(Threads.race(() -> store().change(Optional.of(HELD), ended))).containsOnlyOnce(true);
  }

  private static MarketingHold hold(HoldReason... reasons) {
    return new MarketingHold(Set.of(reasons), Samples.NOON);
  }
}
