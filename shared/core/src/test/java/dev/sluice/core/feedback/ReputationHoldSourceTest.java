package dev.sluice.core.feedback;

import static dev.sluice.core.hold.HoldReason.BOUNCE_RATE;
import static dev.sluice.core.hold.HoldReason.COMPLAINT_RATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.contract.Samples;
import dev.sluice.core.contract.SettableClock;
import dev.sluice.core.hold.HoldReason;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The reputation")
class ReputationHoldSourceTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

  private final List<DailySendStats> days = new ArrayList<>();

  @ParameterizedTest(
      name = "{0} delivered, {1} bounced, {2} complained: bounces {3}, complaints {4}")
  @CsvSource({
    "2, 1, 0, false, false",
    "50, 4, 4, false, false",
    "96, 4, 0, false, false",
    "120, 5, 0, true, false",
    "9600, 400, 0, true, false",
    "9601, 399, 0, false, false",
    "10000, 0, 8, false, true",
    "10000, 0, 7, false, false",
    "6250, 0, 5, false, true",
    "6251, 0, 5, false, false",
    "9600, 400, 8, true, true",
    "0, 0, 0, false, false",
  })
  @DisplayName(
      "holds marketing from 4 % bounces or 0.08 % complaints on, but for no fewer than five")
  void holdsMarketingFromLimitsOn(
      long delivered, long bounced, long complained, boolean bounces, boolean complaints) {
    days.add(new DailySendStats(TODAY, delivered, bounced, complained));
    assertThat(reasons(Set.of()).contains(BOUNCE_RATE)).isEqualTo(bounces);
    assertThat(reasons(Set.of()).contains(COMPLAINT_RATE)).isEqualTo(complaints);
  }

  @Test
  @DisplayName("looks at the latest ten thousand messages, or at a week of fewer")
  void usesRepresentativeVolume() {
    days.add(new DailySendStats(TODAY.minusDays(2), 0, 5_000, 0));
    days.add(new DailySendStats(TODAY.minusDays(1), 9_000, 0, 0));
    days.add(new DailySendStats(TODAY, 1_000, 0, 0));
    assertThat(reasons(Set.of())).as("ten thousand good ones since").isEmpty();
    days.removeLast();
    assertThat(reasons(Set.of())).containsExactly(BOUNCE_RATE);
    days.clear();
    days.add(new DailySendStats(TODAY.minusDays(7), 0, 5_000, 0));
    assertThat(reasons(Set.of())).as("more than a week ago").isEmpty();
    days.clear();
    days.add(new DailySendStats(TODAY.minusDays(6), 0, 5_000, 0));
    assertThat(reasons(Set.of())).as("a week ago").containsExactly(BOUNCE_RATE);
  }

  @Test
  @DisplayName("lets a hold end at four fifths of what it began at")
  void releasesHoldAtFourFifthsOfLimit() {
    days.add(new DailySendStats(TODAY, 9_650, 350, 0));
    assertThat(reasons(Set.of())).isEmpty();
    assertThat(reasons(Set.of(BOUNCE_RATE))).containsExactly(BOUNCE_RATE);
    days.set(0, new DailySendStats(TODAY, 9_690, 310, 0));
    assertThat(reasons(Set.of(BOUNCE_RATE))).isEmpty();
  }

  @Test
  @DisplayName("does not count days that the team has looked into")
  void ignoresDaysBeforeCountedFrom() {
    days.add(new DailySendStats(TODAY, 90_000, 5_000, 0));
    LocalDate tomorrow = TODAY.plusDays(1);
    assertThat(holds(tomorrow).reasons(Set.of(BOUNCE_RATE, COMPLAINT_RATE))).isEmpty();
    assertThat(holds(TODAY).reasons(Set.of())).containsExactly(BOUNCE_RATE);
  }

  private Set<HoldReason> reasons(Set<HoldReason> before) {
    return holds(LocalDate.EPOCH).reasons(before);
  }

  private ReputationHoldSource holds(LocalDate countedFrom) {
    return new ReputationHoldSource(
        new SettableClock(Samples.NOON),
        first -> days.stream().filter(day -> !day.day().isBefore(first)).toList(),
        new ReputationLimits(4, 0.08, countedFrom));
  }
}
