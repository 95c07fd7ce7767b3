package dev.sluice.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.hold.WithheldRunStore;
import dev.sluice.core.hold.WithheldRuns;
import dev.sluice.core.sending.WithheldCause;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link WithheldRunStore} does. */
public abstract class WithheldRunStoreContract {

  private static final Instant LATER = Samples.NOON.plusSeconds(60);

  /** Returns an empty store, the same one during a test. */
  protected abstract WithheldRunStore store();

  @Test
  @DisplayName("runs are counted from the first to the last, with the last one's cause")
  void countsRuns() {
    assertThat(store().load()).isEmpty();
    store().add(WithheldCause.NOT_REACHED, Samples.NOON);
    store().add(WithheldCause.ACCESS_DENIED, LATER);
    assertThat(store().load())
        .contains(new WithheldRuns(WithheldCause.ACCESS_DENIED, 2, Samples.NOON, LATER));
  }

  @Test
  @DisplayName("after an accepted message they begin again")
  void beginsAgainAfterClear() {
    store().clear();
    store().add(WithheldCause.NOT_REACHED, Samples.NOON);
    store().clear();
    assertThat(store().load()).isEmpty();
    store().add(WithheldCause.NOT_REACHED, LATER);
    assertThat(store().load())
        .contains(new WithheldRuns(WithheldCause.NOT_REACHED, 1, LATER, LATER));
  }
}
