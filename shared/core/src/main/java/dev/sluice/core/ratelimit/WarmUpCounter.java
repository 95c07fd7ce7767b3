package dev.sluice.core.ratelimit;

import java.time.LocalDate;

/** Where it is counted how much of a day's ramp is taken, by all workers together. */
public interface WarmUpCounter {

  /**
   * Counts as many of the wanted messages as the day has left.
   *
   * @param wanted 1 or more
   * @param most what the day has in all
   * @return how many were counted, 0 to the number wanted; 0 means that the day is spent
   */
  int reserve(LocalDate day, int wanted, long most);

  /** Returns how many messages of a day are counted. */
  long counted(LocalDate day);
}
