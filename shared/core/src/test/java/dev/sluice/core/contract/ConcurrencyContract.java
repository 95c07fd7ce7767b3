package dev.sluice.core.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A suite in which many threads write to a store at once. */
public interface ConcurrencyContract {

  /** Tells whether the store keeps its promises under concurrency. */
  default boolean isAtomic() {
    return true;
  }

  /** Skips the running test, saying why, where the store under test is not atomic at all. */
  default void assumeAtomic() {
    if (!isAtomic()) {
      System.out.println(
          "SKIPPED: this store is not atomic under concurrency, so it proves nothing");
    }
    assumeTrue(isAtomic(), "this store is not atomic under concurrency");
  }
}
