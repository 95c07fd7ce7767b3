package dev.sluice.core.transactional;

import dev.sluice.core.policy.PolicyStore;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.ratelimit.TransactionalPermits;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SendRecord.Confirmation;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.OptimisticLock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Records transactional sends for marketing: the used sending rate, and the send in the
 * subscriber's history.
 *
 * <p>Recording is best effort: a failure is reported to the listener and stops no message.
 */
public final class TransactionalSendRecorder {

  /** Sends kept for one subscriber: above any usual cap, few enough for a small state. */
  private static final int MAX_RECORDED = 100;

  private final TransactionalPermits permits;
  private final SubscriberRepository repository;
  private final PolicyStore policies;
  private final FailureListener failures;

  public TransactionalSendRecorder(
      TransactionalPermits permits,
      SubscriberRepository standings,
      PolicyStore policies,
      FailureListener troubles) {
    this.permits = permits;
    this.repository = standings;
    this.policies = policies;
    this.failures = troubles;
  }

  /** Records that a message is about to be handed over. */
  void recordHandover() {
    runReportingFailure(FailureListener.Failure.PERMIT_NOT_RECORDED, () -> permits.add(1));
  }

  /** Records that SES accepted a message, if it was to a subscriber and the policy counts it. */
  void recordAccepted(MessageId id, Recipient to, Instant at) {
    switch (to) {
      case Recipient.AddressRecipient _ -> {}
      case Recipient.SubscriberRecipient(SubscriberId subscriber) ->
          runReportingFailure(
              FailureListener.Failure.CAP_NOT_RECORDED, () -> addToHistory(subscriber, id, at));
    }
  }

  private void addToHistory(SubscriberId subscriber, MessageId id, Instant at) {
    if (!policies.current().transactionalCounts()) {
      return;
    }
    SendRecord sent = new SendRecord(at, TopicId.TRANSACTIONAL, key(id), Confirmation.SENT);
    boolean unused =
        OptimisticLock.update(
            "a subscriber's state", () -> tryAdd(repository.find(subscriber), sent));
  }

  /** Returns whether this call recorded the send, empty if another writer came first. */
  private Optional<Boolean> tryAdd(Optional<SubscriberRecord> before, SendRecord sent) {
    Optional<SubscriberState> missing =
        before.map(SubscriberRecord::state).filter(state -> !isRecorded(state, sent));
    if (missing.isEmpty()) {
      return Optional.of(false); // it is recorded already, or there is no such subscriber
    }
    return repository.commit(with(missing.get(), sent)) == SubscriberRepository.Commit.COMMITTED
        ? Optional.of(true)
        : Optional.empty();
  }

  private static SubscriberState with(SubscriberState standing, SendRecord sent) {
    List<SendRecord> history = new ArrayList<>(standing.history());
    history.add(sent);
    history.sort(Comparator.comparing(SendRecord::at));
    List<SendRecord> counted =
        history.stream().filter(TransactionalSendRecorder::isTransactional).toList();
    if (counted.size() > MAX_RECORDED) {
      history.remove(counted.getFirst());
    }
    return standing.with(history, standing.deferredSends(), standing.drops(), standing.dueAt());
  }

  private static boolean isRecorded(SubscriberState standing, SendRecord sent) {
    return standing.history().stream().anyMatch(send -> send.key().equals(sent.key()));
  }

  private static boolean isTransactional(SendRecord send) {
    return send.topic().equals(TopicId.TRANSACTIONAL);
  }

  /** The identifier is a digest already: its first 64 bits distinguish a subscriber's messages. */
  private static SendKey key(MessageId id) {
    return new SendKey(Long.parseUnsignedLong(id.value().substring(0, 16), 16));
  }

  private void runReportingFailure(FailureListener.Failure what, Runnable writing) {
    try {
      writing.run();
    } catch (RuntimeException failure) {
      failures.onFailure(what, failure);
    }
  }
}
