package dev.sluice.preferences;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.contract.ForwardingConsentStore;
import dev.sluice.core.contract.ForwardingSubscriberRepository;
import dev.sluice.core.erasure.ErasureStore;
import dev.sluice.core.memory.InMemorySubscribers;
import dev.sluice.core.state.EventCountDelta;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the function knows of Anna: what it asks is noted, and somebody else may be faster. */
final class ContendedStores implements ForwardingSubscriberRepository, ForwardingConsentStore {

  /** What was asked, in order. */
  final List<String> calls = new ArrayList<>();

  /** Commits that are still to be lost to somebody else. */
  int losses;

  /** Happens once, just before the next commit. */
  Runnable beforeCommit = () -> {};

  private final InMemorySubscribers subscribers;
  private final StoreFaultInjector faults;

  ContendedStores(InMemorySubscribers subscribers, StoreFaultInjector wires) {
    this.subscribers = subscribers;
    this.faults = wires;
  }

  @Override
  public InMemorySubscribers store() {
    return subscribers;
  }

  @Override
  public Optional<SubscriberRecord> find(SubscriberId id) {
    calls.add("read standing");
    faults.check("standing");
    return subscribers.find(id);
  }

  @Override
  public Commit commit(SubscriberState changed) {
    throw new AssertionError("a change of consent leaves a record");
  }

  @Override
  public Commit delete(SubscriberState last) {
    throw new AssertionError("only visits forget");
  }

  @Override
  public Commit commit(SubscriberState changed, List<ConsentRecord> records, EventCountDelta news) {
    calls.add("commit");
    faults.check("commit");
    Runnable first = beforeCommit;
    beforeCommit = () -> {};
    first.run();
    if (isLost()) {
      subscribers.commit(subscribers.find(changed.subscriber()).orElseThrow().state());
    }
    return subscribers.commit(changed, records);
  }

  /** Returns the erasures, which lose to somebody else as commits do. */
  ErasureStore erasures() {
    return new ContendedErasureStore(subscribers, this::isLost);
  }

  private boolean isLost() {
    boolean lost = losses > 0;
    losses -= lost ? 1 : 0;
    return lost;
  }
}
