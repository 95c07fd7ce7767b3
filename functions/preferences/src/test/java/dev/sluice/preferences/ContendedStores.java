package dev.sluice.preferences;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.contract.ForwardingConsentStore;
import dev.sluice.core.contract.ForwardingSubscriberRepository;
import dev.sluice.core.erasure.ErasureHash;
import dev.sluice.core.erasure.ErasureMark;
import dev.sluice.core.erasure.ErasureStore;
import dev.sluice.core.memory.InMemorySubscribers;
import dev.sluice.core.state.EventCountDelta;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Subscriber stores that record calls and lose commits to simulated concurrent writers. */
final class ContendedStores implements ForwardingSubscriberRepository, ForwardingConsentStore {

  /** The calls, in order. */
  final List<String> calls = new ArrayList<>();

  /** The number of next commits that lose to a concurrent write. */
  int losses;

  /** Runs once, just before the next commit. */
  Runnable beforeCommit = () -> {};

  private final InMemorySubscribers subscribers;
  private final StoreFaultInjector faults;

  ContendedStores(InMemorySubscribers subscribers, StoreFaultInjector faults) {
    this.subscribers = subscribers;
    this.faults = faults;
  }

  @Override
  public InMemorySubscribers store() {
    return subscribers;
  }

  @Override
  public Optional<SubscriberRecord> find(SubscriberId id) {
    calls.add("read state");
    faults.check("state");
    return subscribers.find(id);
  }

  @Override
  public Commit commit(SubscriberState changed) {
    throw new AssertionError("a change of consent leaves a record");
  }

  @Override
  public Commit delete(SubscriberState last) {
    throw new AssertionError("only the shard worker deletes state");
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

  /** Returns the erasure store, which loses to concurrent writes as commits do. */
  ErasureStore erasures() {
    return new ContendedErasures(subscribers, this::isLost);
  }

  private boolean isLost() {
    boolean lost = losses > 0;
    losses -= lost ? 1 : 0;
    return lost;
  }

  private record ContendedErasures(ErasureStore store, BooleanSupplier isLost)
      implements ErasureStore {

    @Override
    public Commit erase(SubscriberRecord left, List<ErasureMark> marks) {
      return isLost.getAsBoolean() ? Commit.CONFLICT : store.erase(left, marks);
    }

    @Override
    public void deleteConsentRecords(SubscriberId subscriber) {
      store.deleteConsentRecords(subscriber);
    }

    @Override
    public Map<ErasureHash, ErasureMark> findMarks(Set<ErasureHash> hashes) {
      return store.findMarks(hashes);
    }

    @Override
    public long edition() {
      return store.edition();
    }

    @Override
    public boolean lift(Set<ErasureHash> hashes, ConsentRecord record) {
      return store.lift(hashes, record);
    }
  }
}
