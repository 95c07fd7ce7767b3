package dev.sluice.core.memory;

import dev.sluice.core.hold.HoldStore;
import dev.sluice.core.hold.MarketingHold;
import java.util.Optional;

/** The hold of one process. */
public final class InMemoryHoldStore implements HoldStore {

  private Optional<MarketingHold> stored = Optional.empty();
  private long rulesRevision;

  /** Returns how often the hold has changed. */
  public synchronized long rulesRevision() {
    return rulesRevision;
  }

  @Override
  public synchronized Optional<MarketingHold> load() {
    return stored;
  }

  @Override
  public synchronized boolean compareAndSet(Optional<MarketingHold> before, MarketingHold after) {
    boolean isKnown = stored.equals(before);
    stored = isKnown ? Optional.of(after) : stored;
    rulesRevision += isKnown ? 1 : 0;
    return isKnown;
  }
}
