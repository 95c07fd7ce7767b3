package dev.sluice.core.hold;

import java.util.Optional;

/** Where it is kept whether marketing is held. */
public interface HoldStore {

  /** Returns it as last written, empty if marketing was never held. */
  Optional<MarketingHold> load();

  /**
   * Stores {@code after} if what is stored is still {@code before}, in one conditional write.
   *
   * @return whether this call stored it; of several that change the same, one did
   */
  boolean compareAndSet(Optional<MarketingHold> before, MarketingHold after);
}
