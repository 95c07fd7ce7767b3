package dev.sluice.core.ratelimit;

/** The sending rate's permits as transactional mail sees them: it takes them and never asks. */
public interface TransactionalPermits {

  /**
   * Counts permits of this very moment as taken, whether there is room or not, so that marketing
   * makes way.
   *
   * @param permits 1 or more
   */
  void add(int permits);
}
