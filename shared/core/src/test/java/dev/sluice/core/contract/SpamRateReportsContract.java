package dev.sluice.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.feedback.SpamRateReport;
import dev.sluice.core.feedback.SpamRateReports;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link SpamRateReports} does. */
public abstract class SpamRateReportsContract {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

  /** Returns the store under test, the same one during a test. */
  protected abstract SpamRateReports store();

  @Test
  @DisplayName("returns the reports from a day on, in order of the days")
  void returnsReportsInOrder() {
    SpamRateReport later = new SpamRateReport("gmail", "news.example.com", DAY.plusDays(1), 0.05);
    SpamRateReport first = new SpamRateReport("gmail", "example.com", DAY, 0.125);
    store().save(later);
    store().save(first);
    store().save(new SpamRateReport("gmail", "example.com", DAY.minusDays(1), 1));
    assertThat(store().reportsSince(DAY)).containsExactly(first, later);
  }

  @Test
  @DisplayName("a report of the same source, domain and day takes the place of the earlier one")
  void replacesReport() {
    SpamRateReport report = new SpamRateReport("gmail", "example.com", DAY, 0.2);
    store().save(new SpamRateReport("gmail", "example.com", DAY, 0.1));
    store().save(report);
    store().save(report);
    assertThat(store().reportsSince(DAY)).containsExactly(report);
  }
}
