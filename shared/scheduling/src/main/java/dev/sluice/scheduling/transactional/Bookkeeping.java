package dev.sluice.scheduling.transactional;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.policy.PolicyStore;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.SendRecord.Confirmation;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.StandingStore;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What marketing has to know of transactional mail: that the rate is used, and that a subscriber
 * got something.
 *
 * <p>It is written as well as can be. Whatever fails is told, and stops no message.
 */
public final class Bookkeeping {

  /** Others write a standing rarely, so that losing this often means a fault. */
  private static final int MAX_ATTEMPTS = 5;

  /** Sends kept of one subscriber: above any usual cap, few enough for a small standing. */
  private static final int MAX_COUNTED = 100;

  private final TransactionalPermits permits;
  private final StandingStore standings;
  private final PolicyStore policies;
  private final Troubles troubles;

  /** Creates it. */
  public Bookkeeping(
      TransactionalPermits permits,
      StandingStore standings,
      PolicyStore policies,
      Troubles troubles) {
    this.permits = permits;
    this.standings = standings;
    this.policies = policies;
    this.troubles = troubles;
  }

  /** Notes that a message is about to be handed over. */
  void handingOver() {
    note("permit not counted", () -> permits.add(1));
  }

  /** Notes that SES took a message, if it was to a subscriber and the policy lets it count. */
  void accepted(MessageId id, Recipient to, Instant at) {
    switch (to) {
      case Recipient.Bare _ -> {}
      case Recipient.Known(SubscriberId subscriber) ->
          note("message not counted towards caps", () -> count(subscriber, id, at));
    }
  }

  private void count(SubscriberId subscriber, MessageId id, Instant at) {
    if (!policies.current().transactionalCounts()) {
      return;
    }
    SendRecord sent = new SendRecord(at, TopicId.TRANSACTIONAL, key(id), Confirmation.SENT);
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Optional<Standing> before = standings.read(subscriber).map(SubscriberRecord::standing);
      if (before.filter(standing -> !isNoted(standing, sent)).isEmpty()
          || standings.commit(with(before.get(), sent)) == StandingStore.Commit.COMMITTED) {
        return; // there it is, whoever wrote it; or there is nobody any more
      }
    }
    throw new IllegalStateException(
        "the standing keeps changing: " + MAX_ATTEMPTS + " attempts lost");
  }

  private static Standing with(Standing standing, SendRecord sent) {
    List<SendRecord> history = new ArrayList<>(standing.history());
    history.add(sent);
    history.sort(Comparator.comparing(SendRecord::at));
    List<SendRecord> counted = history.stream().filter(Bookkeeping::isTransactional).toList();
    if (counted.size() > MAX_COUNTED) {
      history.remove(counted.getFirst());
    }
    return standing.with(history, standing.waiting(), standing.drops(), standing.dueAt());
  }

  private static boolean isNoted(Standing standing, SendRecord sent) {
    return standing.history().stream().anyMatch(send -> send.key().equals(sent.key()));
  }

  private static boolean isTransactional(SendRecord send) {
    return send.topic().equals(TopicId.TRANSACTIONAL);
  }

  /** The identifier is a digest already: its first 64 bits tell a subscriber's messages apart. */
  private static SendKey key(MessageId id) {
    return new SendKey(Long.parseUnsignedLong(id.value().substring(0, 16), 16));
  }

  private void note(String trouble, Runnable writing) {
    try {
      writing.run();
    } catch (RuntimeException failure) {
      troubles.report(trouble, failure);
    }
  }
}
