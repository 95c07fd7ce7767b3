package dev.sluice.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.contract.ForwardingSubscriberRepository;
import dev.sluice.core.memory.InMemorySubscribers;
import dev.sluice.core.state.StateUpdate;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A subscriber repository that records calls and loses commits to simulated concurrent writers. */
final class ContendedStores implements ForwardingSubscriberRepository {

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
  public Commit delete(SubscriberState last) {
    throw new AssertionError("only the shard worker deletes state");
  }

  @Override
  public Commit commitAll(List<StateUpdate> updates) {
    StateUpdate update = updates.getFirst();
    return update.erasure().isEmpty() ? commitChange(update) : erase(update);
  }

  private Commit commitChange(StateUpdate update) {
    assertThat(update.consentRecords()).as("records of a change of consent").isNotEmpty();
    calls.add("commit");
    faults.check("commit");
    Runnable first = beforeCommit;
    beforeCommit = () -> {};
    first.run();
    if (isLost()) {
      subscribers.commit(subscribers.find(update.state().subscriber()).orElseThrow().state());
    }
    return subscribers.commit(update);
  }

  private Commit erase(StateUpdate update) {
    return isLost() ? Commit.CONFLICT : subscribers.commit(update);
  }

  private boolean isLost() {
    boolean lost = losses > 0;
    losses -= lost ? 1 : 0;
    return lost;
  }
}
