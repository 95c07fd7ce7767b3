package dev.sluice.core.feedback;

import java.time.LocalDate;
import java.util.List;

/** Where the fates of marketing sends are counted by day. */
@FunctionalInterface
public interface ReputationStats {

  /** Returns the days from {@code first} on for which anything is known, in order. */
  List<DailySendStats> daysSince(LocalDate first);
}
