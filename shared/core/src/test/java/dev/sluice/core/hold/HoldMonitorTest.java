package dev.sluice.core.hold;

import static dev.sluice.core.hold.HoldReason.BOUNCE_RATE;
import static dev.sluice.core.hold.HoldReason.PROBATION;
import static dev.sluice.core.hold.HoldReason.SENDING_DISABLED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.contract.Samples;
import dev.sluice.core.contract.SettableClock;
import dev.sluice.core.memory.InMemoryHoldStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Watching over marketing")
final class HoldMonitorTest {

  private final SettableClock clock = new SettableClock(Samples.NOON);
  private final HoldStore store = new InMemoryHoldStore();
  private final Set<HoldReason> account = EnumSet.noneOf(HoldReason.class);
  private final Set<HoldReason> reputation = EnumSet.noneOf(HoldReason.class);
  private final List<MarketingHold> announced = new ArrayList<>();
  private final HoldAnnouncer announcer = announced::add;

  @Test
  @DisplayName("writes and announces nothing while there is no reason to hold it")
  void writesNothingWithoutReasons() {
    assertThat(checkAndAdvanceOneMinute()).isEmpty();
    assertThat(store.load()).isEmpty();
    assertThat(announced).isEmpty();
  }

  @Test
  @DisplayName("holds it for the reasons of all sources, and announces that once")
  void holdsForReasonsOfAllSourcesAndAnnouncesOnce() {
    account.add(PROBATION);
    reputation.add(BOUNCE_RATE);
    checkAndAdvanceOneMinute();
    checkAndAdvanceOneMinute();
    assertThat(announced)
        .singleElement()
        .satisfies(hold -> {
          assertThat(hold.reasons()).containsExactlyInAnyOrder(PROBATION, BOUNCE_RATE);
          assertThat(hold.since()).isEqualTo(Samples.NOON);
        });
    assertThat(store.load().filter(MarketingHold::isInForce)).isPresent();
  }

  @Test
  @DisplayName("lets it go on by itself when the last reason is gone, and announces that")
  void resumesWhenLastReasonIsGone() {
    account.add(PROBATION);
    reputation.add(BOUNCE_RATE);
    checkAndAdvanceOneMinute();
    account.clear();
    checkAndAdvanceOneMinute();
    assertThat(announced.getLast().isInForce()).as("one reason is left").isTrue();
    reputation.clear();
    checkAndAdvanceOneMinute();
    assertThat(announced).hasSize(3);
    assertThat(announced.getLast().isInForce()).isFalse();
    assertThat(announced.getLast().since()).isEqualTo(Samples.NOON.plus(Duration.ofMinutes(2)));
    assertThat(store.load().filter(MarketingHold::isInForce)).isEmpty();
  }

  @Test
  @DisplayName("keeps the instant at which a hold began when its reasons change")
  void keepsStartWhenReasonsChange() {
    account.add(SENDING_DISABLED);
    checkAndAdvanceOneMinute();
    account.add(PROBATION);
    checkAndAdvanceOneMinute();
    assertThat(announced)
        .extracting(MarketingHold::since)
        .containsExactly(Samples.NOON, Samples.NOON);
  }

  @Test
  @DisplayName("shows each source what was in force before")
  void passesPreviousReasonsToSources() {
    account.add(PROBATION);
    checkAndAdvanceOneMinute();
    List<Set<HoldReason>> seen = new ArrayList<>();
    HoldSource source =
        reasons -> {
          seen.add(Set.copyOf(reasons));
          return Set.of();
        };
    new HoldMonitor(clock, store, List.of(source), announcer).check();
    assertThat(seen).containsExactly(Set.of(PROBATION));
  }

  @Test
  @DisplayName("announces a change once when two look at the same time")
  void announcesOnceUnderConcurrentChecks() {
    account.add(PROBATION);
    List<Optional<MarketingHold>> looks = new ArrayList<>();
    HoldSource meanwhile =
        _ -> {
          looks.add(monitor().check()); // another look begins and ends within this one
          return Set.of(PROBATION);
        };
    looks.add(new HoldMonitor(clock, store, List.of(meanwhile), announcer).check());
    assertThat(looks).hasSize(2).containsOnly(Optional.of(announced.getFirst()));
    assertThat(announced).hasSize(1);
  }

  private Optional<MarketingHold> checkAndAdvanceOneMinute() {
    Optional<MarketingHold> hold = monitor().check();
    clock.set(clock.instant().plus(Duration.ofMinutes(1)));
    return hold;
  }

  private HoldMonitor monitor() {
    return new HoldMonitor(
        clock, store, List.of(_ -> Set.copyOf(account), _ -> Set.copyOf(reputation)), announcer);
  }
}
