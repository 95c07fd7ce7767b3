package dev.sluice.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.contract.ForwardingSubscriberRepository;
import dev.sluice.core.memory.InMemorySubscribers;
import dev.sluice.core.state.StateUpdate;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the function knows of Anna: what it asks is noted, and somebody else may be faster. */
final class ContendedStores implements ForwardingSubscriberRepository {

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
  public Commit delete(SubscriberState last) {
    throw new AssertionError("only workers delete subscribers");
  }

  @Override
  public Commit commitAll(List<StateUpdate> updates) {
    StateUpdate update = updates.getFirst();
    return update.erasureMarks().isEmpty() ? commitChange(update) : erase(update);
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
