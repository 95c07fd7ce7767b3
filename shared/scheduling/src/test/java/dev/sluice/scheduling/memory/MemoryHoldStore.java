package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.hold.HoldStore;
import dev.sluice.scheduling.hold.MarketingHold;
import java.util.Optional;

/** The hold of one process. */
public final class MemoryHoldStore implements HoldStore {

  private Optional<MarketingHold> kept = Optional.empty();

  @Override
  public synchronized Optional<MarketingHold> read() {
    return kept;
  }

  @Override
  public synchronized boolean change(Optional<MarketingHold> before, MarketingHold after) {
    boolean isKnown = kept.equals(before);
    kept = isKnown ? Optional.of(after) : kept;
    return isKnown;
  }
}
