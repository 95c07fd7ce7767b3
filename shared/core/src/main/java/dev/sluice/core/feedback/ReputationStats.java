package dev.sluice.core.feedback;

import java.time.LocalDate;
import java.util.List;

/** The statistics of marketing sends by day. */
@FunctionalInterface
public interface ReputationStats {

  /** Returns the days from {@code first} on that have statistics, in order. */
  List<DailySendStats> daysSince(LocalDate first);
}
