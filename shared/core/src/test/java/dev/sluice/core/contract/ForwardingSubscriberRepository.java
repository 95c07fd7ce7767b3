package dev.sluice.core.contract;

import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.Optional;

/** Standings kept by another store, for tests that watch or change some of what passes. */
public interface ForwardingSubscriberRepository extends SubscriberRepository {

  /** Returns the store that keeps them. */
  SubscriberRepository store();

  @Override
  default Optional<SubscriberRecord> find(SubscriberId id) {
    return store().find(id);
  }

  @Override
  default Optional<SubscriberRecord> findIncludingErased(SubscriberId id) {
    return store().findIncludingErased(id);
  }

  @Override
  default Commit commit(SubscriberState changed) {
    return store().commit(changed);
  }

  @Override
  default Commit delete(SubscriberState last) {
    return store().delete(last);
  }
}
