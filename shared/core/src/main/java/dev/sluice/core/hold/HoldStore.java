package dev.sluice.core.hold;

import java.util.Optional;

/** The store of the marketing hold. */
public interface HoldStore {

  /** Returns the hold as last written, empty if marketing was never held. */
  Optional<MarketingHold> load();

  /**
   * Stores {@code after} if what is stored is still {@code before}, in one conditional write.
   *
   * @return whether this call stored it; of several concurrent calls, only one does
   */
  boolean compareAndSet(Optional<MarketingHold> before, MarketingHold after);
}
