package dev.sluice.scheduling.contract;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.StandingStore;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.util.Optional;

/** Standings kept by another store, for tests that watch or change some of what passes. */
public interface ForwardingStandings extends StandingStore {

  /** Returns the store that keeps them. */
  StandingStore store();

  @Override
  default Optional<SubscriberRecord> read(SubscriberId id) {
    return store().read(id);
  }

  @Override
  default Optional<SubscriberRecord> readForVisit(SubscriberId id) {
    return store().readForVisit(id);
  }

  @Override
  default Commit commit(Standing changed) {
    return store().commit(changed);
  }

  @Override
  default Commit forget(Standing last) {
    return store().forget(last);
  }
}
