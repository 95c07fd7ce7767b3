package dev.sluice.core.hold;

import java.time.Instant;
import java.util.Set;

/**
 * Whether marketing is held, as last decided.
 *
 * @param reasons why it is held; none if it is not
 * @param since when this hold began, or when the last one ended
 */
public record MarketingHold(Set<HoldReason> reasons, Instant since) {

  public MarketingHold {
    reasons = Set.copyOf(reasons);
  }

  /** Returns whether marketing is held. */
  public boolean isInForce() {
    return !reasons.isEmpty();
  }

  /**
   * Returns what follows when other reasons are found: a hold whose reasons merely change has begun
   * when it began.
   */
  MarketingHold withReasons(Set<HoldReason> found, Instant now) {
    boolean goesOn = isInForce() && !found.isEmpty();
    return new MarketingHold(found, goesOn ? since : now);
  }
}
