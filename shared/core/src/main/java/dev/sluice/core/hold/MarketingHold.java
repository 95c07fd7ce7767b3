package dev.sluice.core.hold;

import java.time.Instant;
import java.util.Set;

/**
 * The hold of all marketing, as last decided.
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

  /** Returns the hold with other reasons; a hold whose reasons merely change keeps its start. */
  MarketingHold withReasons(Set<HoldReason> found, Instant now) {
    boolean goesOn = isInForce() && !found.isEmpty();
    return new MarketingHold(found, goesOn ? since : now);
  }
}
