package dev.sluice.scheduling.hold;

import static dev.sluice.scheduling.hold.HoldReason.BOUNCE_RATE;
import static dev.sluice.scheduling.hold.HoldReason.PROBATION;
import static dev.sluice.scheduling.hold.HoldReason.SENDING_DISABLED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.contract.Samples;
import dev.sluice.scheduling.contract.SettableClock;
import dev.sluice.scheduling.memory.MemoryHoldStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Watching over marketing")
final class HoldWatchTest {

  private final SettableClock clock = new SettableClock(Samples.NOON);
  private final HoldStore store = new MemoryHoldStore();
  private final Set<HoldReason> account = EnumSet.noneOf(HoldReason.class);
  private final Set<HoldReason> reputation = EnumSet.noneOf(HoldReason.class);
  private final List<MarketingHold> announced = new ArrayList<>();
  private final HoldAnnouncer announcer = announced::add;

  @Test
  @DisplayName("writes and announces nothing while there is no reason to hold it")
  void nothing() {
    assertThat(minute()).isEmpty();
    assertThat(store.read()).isEmpty();
    assertThat(announced).isEmpty();
  }

  @Test
  @DisplayName("holds it for the reasons of all sources, and announces that once")
  void holds() {
    account.add(PROBATION);
    reputation.add(BOUNCE_RATE);
    minute();
    minute();
    assertThat(announced)
        .singleElement()
        .satisfies(hold -> {
          assertThat(hold.reasons()).containsExactlyInAnyOrder(PROBATION, BOUNCE_RATE);
          assertThat(hold.since()).isEqualTo(Samples.NOON);
        });
    assertThat(store.read().filter(MarketingHold::isInForce)).isPresent();
  }

  @Test
  @DisplayName("lets it go on by itself when the last reason is gone, and announces that")
  void resumes() {
    account.add(PROBATION);
    reputation.add(BOUNCE_RATE);
    minute();
    account.clear();
    minute();
    assertThat(announced.getLast().isInForce()).as("one reason is left").isTrue();
    reputation.clear();
    minute();
    assertThat(announced).hasSize(3);
    assertThat(announced.getLast().isInForce()).isFalse();
    assertThat(announced.getLast().since()).isEqualTo(Samples.NOON.plus(Duration.ofMinutes(2)));
    assertThat(store.read().filter(MarketingHold::isInForce)).isEmpty();
  }

  @Test
  @DisplayName("keeps the instant at which a hold began when its reasons change")
  void sinceStays() {
    account.add(SENDING_DISABLED);
    minute();
    account.add(PROBATION);
    minute();
    assertThat(announced)
        .extracting(MarketingHold::since)
        .containsExactly(Samples.NOON, Samples.NOON);
  }

  @Test
  @DisplayName("shows each source what was in force before")
  void before() {
    account.add(PROBATION);
    minute();
    List<Set<HoldReason>> seen = new ArrayList<>();
    HoldSource source =
        reasons -> {
          seen.add(Set.copyOf(reasons));
          return Set.of();
        };
    new HoldWatch(clock, store, List.of(source), announcer).look();
    assertThat(seen).containsExactly(Set.of(PROBATION));
  }

  @Test
  @DisplayName("announces a change once when two look at the same time")
  void twoAtOnce() {
    account.add(PROBATION);
    List<Optional<MarketingHold>> looks = new ArrayList<>();
    HoldSource meanwhile =
        _ -> {
          looks.add(watch().look()); // another look begins and ends within this one
          return Set.of(PROBATION);
        };
    looks.add(new HoldWatch(clock, store, List.of(meanwhile), announcer).look());
    assertThat(looks).hasSize(2).containsOnly(Optional.of(announced.getFirst()));
    assertThat(announced).hasSize(1);
  }

  private Optional<MarketingHold> minute() {
    Optional<MarketingHold> hold = watch().look();
    clock.set(clock.instant().plus(Duration.ofMinutes(1)));
    return hold;
  }

  private HoldWatch watch() {
    return new HoldWatch(
        clock, store, List.of(_ -> Set.copyOf(account), _ -> Set.copyOf(reputation)), announcer);
  }
}
