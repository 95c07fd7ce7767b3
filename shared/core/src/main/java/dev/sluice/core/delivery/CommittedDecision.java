package dev.sluice.core.delivery;

import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.state.SubscriberState;
import java.util.Set;

/**
 * A visit that has been committed.
 *
 * @param after the standing as it is stored, every outcome worked in
 * @param sendingStopped whether SES takes nothing from the account for now, so that more is in vain
 * @param throttledBy the limits of the account that SES kept messages of this visit back by
 */
public record CommittedDecision(
    SubscriberDecision decision,
    SubscriberState after,
    boolean sendingStopped,
    Set<SendOutcome.Limit> throttledBy) {

  public CommittedDecision {
    throttledBy = Set.copyOf(throttledBy);
  }
}
