package dev.sluice.scheduling.visit;

import dev.sluice.scheduling.standing.Standing;
import java.util.Set;

/**
 * A visit that has been committed.
 *
 * @param after the standing as it is stored, every outcome worked in
 * @param sendingHeld whether SES takes nothing from the account for now, so that more is in vain
 * @param throttledBy the limits of the account that SES kept messages of this visit back by
 */
public record Visited(
    Visit visit, Standing after, boolean sendingHeld, Set<SendOutcome.Limit> throttledBy) {

  public Visited {
    throttledBy = Set.copyOf(throttledBy);
  }
}
