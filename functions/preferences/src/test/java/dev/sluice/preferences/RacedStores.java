package dev.sluice.preferences;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.contract.ForwardingConsents;
import dev.sluice.scheduling.contract.ForwardingStandings;
import dev.sluice.scheduling.desk.ErasureStore;
import dev.sluice.scheduling.feedback.News;
import dev.sluice.scheduling.memory.MemorySubscribers;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the function knows of Anna: what it asks is noted, and somebody else may be faster. */
final class RacedStores implements ForwardingStandings, ForwardingConsents {

  /** What was asked, in order. */
  final List<String> calls = new ArrayList<>();

  /** Commits that are still to be lost to somebody else. */
  int losses;

  /** Happens once, just before the next commit. */
  Runnable beforeCommit = () -> {};

  private final MemorySubscribers subscribers;
  private final Wires wires;

  RacedStores(MemorySubscribers subscribers, Wires wires) {
    this.subscribers = subscribers;
    this.wires = wires;
  }

  @Override
  public MemorySubscribers store() {
    return subscribers;
  }

  @Override
  public Optional<SubscriberRecord> read(SubscriberId id) {
    calls.add("read standing");
    wires.pass("standing");
    return subscribers.read(id);
  }

  @Override
  public Commit commit(Standing changed) {
    throw new AssertionError("a change of consent leaves a record");
  }

  @Override
  public Commit forget(Standing last) {
    throw new AssertionError("only visits forget");
  }

  @Override
  public Commit commit(Standing changed, List<ConsentRecord> records, News news) {
    calls.add("commit");
    wires.pass("commit");
    Runnable first = beforeCommit;
    beforeCommit = () -> {};
    first.run();
    if (isLost()) {
      subscribers.commit(subscribers.read(changed.subscriber()).orElseThrow().standing());
    }
    return subscribers.commit(changed, records);
  }

  /** Returns the erasures, which lose to somebody else as commits do. */
  ErasureStore erasures() {
    return new LosingErasures(subscribers, this::isLost);
  }

  private boolean isLost() {
    boolean lost = losses > 0;
    losses -= lost ? 1 : 0;
    return lost;
  }
}
