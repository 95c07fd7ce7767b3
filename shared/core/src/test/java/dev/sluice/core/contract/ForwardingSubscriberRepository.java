package dev.sluice.core.contract;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.erasure.ErasureHash;
import dev.sluice.core.state.StateUpdate;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.Inbox;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A repository that passes every call on, for tests that observe or change some of them. */
public interface ForwardingSubscriberRepository extends SubscriberRepository {

  /** Returns the repository that calls are passed on to. */
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
  default SubscriberState findState(SubscriberId id) {
    return store().findState(id);
  }

  @Override
  default Set<SubscriberId> findWaiting(Set<SubscriberId> ids) {
    return store().findWaiting(ids);
  }

  @Override
  default Commit commitAll(List<StateUpdate> updates) {
    return store().commitAll(updates);
  }

  @Override
  default Creation create(Subscriber subscriber, Optional<StateUpdate> choices) {
    return store().create(subscriber, choices);
  }

  @Override
  default Map<SubscriberId, SubscriberId> saveAll(List<Subscriber> subscribers) {
    return store().saveAll(subscribers);
  }

  @Override
  default Map<Inbox, SubscriberId> findOwners(Set<Inbox> inboxes) {
    return store().findOwners(inboxes);
  }

  @Override
  default Commit delete(SubscriberState last) {
    return store().delete(last);
  }

  @Override
  default void deleteConsentRecords(SubscriberId subscriber) {
    store().deleteConsentRecords(subscriber);
  }

  @Override
  default boolean liftErasure(Set<ErasureHash> marks, ConsentRecord record) {
    return store().liftErasure(marks, record);
  }
}
