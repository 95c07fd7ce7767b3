package dev.sluice.scheduling.contract;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.desk.ConsentStore;
import dev.sluice.scheduling.feedback.News;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.StandingStore.Commit;
import java.util.List;
import java.util.Optional;

/** Consents kept by another store, for tests that watch or change some of what passes. */
public interface ForwardingConsents extends ConsentStore {

  /** Returns the store that keeps them. */
  ConsentStore store();

  @Override
  default Commit commit(Standing changed, List<ConsentRecord> records, News news) {
    return store().commit(changed, records, news);
  }

  @Override
  default Standing standing(SubscriberId subscriber) {
    return store().standing(subscriber);
  }

  @Override
  default Page records(SubscriberId subscriber, Optional<String> after, int limit) {
    return store().records(subscriber, after, limit);
  }

  @Override
  default Page records(Optional<String> after, int limit) {
    return store().records(after, limit);
  }
}
