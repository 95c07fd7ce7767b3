package dev.sluice.scheduling.feedback;

import java.time.LocalDate;
import java.util.List;

/** Where the fates of marketing sends are counted by day. */
@FunctionalInterface
public interface ReputationLog {

  /** Returns the days from {@code first} on for which anything is known, in order. */
  List<DayOfSends> since(LocalDate first);
}
