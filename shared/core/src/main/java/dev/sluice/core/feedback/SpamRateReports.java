package dev.sluice.core.feedback;

import java.time.LocalDate;
import java.util.List;

/** The store of the spam rates that mailbox providers publish. */
public interface SpamRateReports {

  /** Days for which reports are kept and taken; older ones say little about today's mail. */
  int KEPT_DAYS = 60;

  /**
   * Stores a report in place of an earlier one of the same source, domain and day, so that storing
   * it again changes nothing.
   */
  void save(SpamRateReport report);

  /** Returns the reports about days from {@code first} on, in order of the days. */
  List<SpamRateReport> reportsSince(LocalDate first);
}
