package dev.sluice.core.memory;

import dev.sluice.core.feedback.SpamRateReport;
import dev.sluice.core.feedback.SpamRateReports;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;

/** Spam rates of one process. */
public final class InMemorySpamRateReports implements SpamRateReports {

  private final TreeMap<String, SpamRateReport> reports = new TreeMap<>();

  @Override
  public synchronized void save(SpamRateReport report) {
    reports.put(report.day() + "#" + report.source() + "#" + report.domain(), report);
  }

  @Override
  public synchronized List<SpamRateReport> reportsSince(LocalDate first) {
    return List.copyOf(reports.tailMap(first.toString()).values());
  }
}
