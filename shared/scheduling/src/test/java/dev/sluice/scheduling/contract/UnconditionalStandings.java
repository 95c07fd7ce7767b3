package dev.sluice.scheduling.contract;

import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.StandingStore;

/**
 * Standings without the condition on their version: whoever writes last wins.
 *
 * <p>A test of a fence shows with it that the condition is what holds, and not luck.
 */
public record UnconditionalStandings(StandingStore store) implements ForwardingStandings {

  @Override
  public Commit commit(Standing changed) {
    long version =
        readForVisit(changed.subscriber()).map(known -> known.standing().version()).orElse(0L);
    return store.commit(
        new Standing(
            changed.subscriber(),
            version,
            changed.consents(),
            changed.history(),
            changed.waiting(),
            changed.drops(),
            changed.dueAt()));
  }
}
