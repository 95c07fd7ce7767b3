package dev.sluice.core.contract;

import static dev.sluice.core.hold.HoldReason.BOUNCE_RATE;
import static dev.sluice.core.hold.HoldReason.PROBATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.hold.HoldReason;
import dev.sluice.core.hold.HoldStore;
import dev.sluice.core.hold.MarketingHold;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link HoldStore} does. */
public abstract class HoldStoreContract implements ConcurrencyContract {

  private static final MarketingHold HELD = hold(PROBATION);

  /** Returns a store in which nothing is kept, the same one during a test. */
  protected abstract HoldStore store();

  /** Returns the revision of the rules, as workers see it. */
  protected abstract long rulesRevision();

  @Test
  @DisplayName("a change of the hold begins a revision of the rules, and a refused one none")
  void changeBeginsARevision() {
    long before = rulesRevision();
    store().compareAndSet(Optional.empty(), HELD);
    assertThat(rulesRevision()).isEqualTo(before + 1);
    store().compareAndSet(Optional.empty(), hold());
    assertThat(rulesRevision()).isEqualTo(before + 1);
    store().compareAndSet(Optional.of(HELD), hold());
    assertThat(rulesRevision()).isEqualTo(before + 2);
  }

  @Test
  @DisplayName("nothing is known before the first hold")
  void isEmptyBeforeFirstHold() {
    assertThat(store().load()).isEmpty();
  }

  @Test
  @DisplayName("a hold is kept with its reasons")
  void readsHoldAsWritten() {
    MarketingHold both = hold(PROBATION, BOUNCE_RATE);
    assertThat(store().compareAndSet(Optional.empty(), both)).isTrue();
    assertThat(store().load()).contains(both);
  }

  @Test
  @DisplayName("a hold is changed by a writer that has read it")
  void changesKnownHold() {
    store().compareAndSet(Optional.empty(), HELD);
    MarketingHold other = hold(BOUNCE_RATE);
    assertThat(store().compareAndSet(Optional.of(HELD), other)).isTrue();
    MarketingHold ended = hold();
    assertThat(store().compareAndSet(Optional.of(other), ended)).isTrue();
    assertThat(store().load()).contains(ended);
  }

  @Test
  @DisplayName("a writer that has read another hold changes nothing")
  void rejectsChangeOfUnknownHold() {
    store().compareAndSet(Optional.empty(), HELD);
    MarketingHold ended = hold();
    List<Optional<MarketingHold>> others =
        List.of(
            Optional.empty(),
            Optional.of(hold(BOUNCE_RATE)),
            Optional.of(hold(PROBATION, BOUNCE_RATE)),
            Optional.of(
                new MarketingHold(Set.of(PROBATION), Samples.NOON.minus(Duration.ofMillis(1)))));
    assertThat(others).noneMatch(other -> store().compareAndSet(other, ended));
    assertThat(store().load()).contains(HELD);
  }

  @Test
  @DisplayName("of many that change the same, one does")
  void acceptsOneOfConcurrentChanges() throws Exception {
    assumeAtomic();
    assertThat(ConcurrentTasks.runConcurrently(() -> store().compareAndSet(Optional.empty(), HELD)))
        .containsOnlyOnce(true);
    MarketingHold ended = hold();
    assertThat(
            ConcurrentTasks.runConcurrently(() -> store().compareAndSet(Optional.of(HELD), ended)))
        .containsOnlyOnce(true);
  }

  private static MarketingHold hold(HoldReason... reasons) {
    return new MarketingHold(Set.of(reasons), Samples.NOON);
  }
}
