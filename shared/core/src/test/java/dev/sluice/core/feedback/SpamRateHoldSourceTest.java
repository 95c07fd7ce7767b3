package dev.sluice.core.feedback;

import static dev.sluice.core.hold.HoldReason.SPAM_RATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.contract.Samples;
import dev.sluice.core.contract.SettableClock;
import dev.sluice.core.hold.HoldReason;
import dev.sluice.core.memory.InMemorySpamRateReports;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The spam rate that a provider publishes")
class SpamRateHoldSourceTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

  private final InMemorySpamRateReports reports = new InMemorySpamRateReports();

  @Test
  @DisplayName("holds marketing from the limit on, for any sender domain")
  void holdsFromLimit() {
    report("example.com", 1, 0.19);
    assertThat(reasons(Set.of())).isEmpty();
    report("news.example.com", 1, 0.2);
    assertThat(reasons(Set.of())).containsExactly(SPAM_RATE);
  }

  @Test
  @DisplayName("counts with its latest day")
  void countsLatestDay() {
    report("example.com", 3, 0.9);
    report("example.com", 2, 0.1);
    assertThat(reasons(Set.of())).isEmpty();
  }

  @Test
  @DisplayName("lets a hold end at four fifths of the limit, and when the report is a week old")
  void releasesHold() {
    report("example.com", 1, 0.17);
    assertThat(reasons(Set.of())).isEmpty();
    assertThat(reasons(Set.of(SPAM_RATE))).containsExactly(SPAM_RATE);
    report("example.com", 0, 0.15);
    assertThat(reasons(Set.of(SPAM_RATE))).isEmpty();
    report("old.example.com", 8, 5);
    assertThat(reasons(Set.of())).isEmpty();
    report("old.example.com", 7, 5);
    assertThat(reasons(Set.of())).containsExactly(SPAM_RATE);
  }

  @Test
  @DisplayName("does not count days that the team has looked into")
  void ignoresInvestigatedDays() {
    report("example.com", 1, 5);
    assertThat(source(TODAY).reasons(Set.of(SPAM_RATE))).isEmpty();
  }

  private void report(String domain, int daysAgo, double percent) {
    reports.save(new SpamRateReport("gmail", domain, TODAY.minusDays(daysAgo), percent));
  }

  private Set<HoldReason> reasons(Set<HoldReason> before) {
    return source(LocalDate.EPOCH).reasons(before);
  }

  private SpamRateHoldSource source(LocalDate countedFrom) {
    return new SpamRateHoldSource(new SettableClock(Samples.NOON), reports, 0.2, countedFrom);
  }
}
