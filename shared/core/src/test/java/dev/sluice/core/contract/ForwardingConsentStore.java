package dev.sluice.core.contract;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.state.ConsentStore;
import dev.sluice.core.state.EventCountDelta;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.List;
import java.util.Optional;

/** Consents kept by another store, for tests that watch or change some of what passes. */
public interface ForwardingConsentStore extends ConsentStore {

  /** Returns the store that keeps them. */
  ConsentStore store();

  @Override
  default Commit commit(
      SubscriberState changed, List<ConsentRecord> records, EventCountDelta news) {
    return store().commit(changed, records, news);
  }

  @Override
  default SubscriberState findState(SubscriberId subscriber) {
    return store().findState(subscriber);
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
