package dev.sluice.core.delivery;

import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.planning.Candidate;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.DropRecord;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.support.ConcurrentUpdateException;
import dev.sluice.core.support.OptimisticLock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Corrects a committed state for the messages that SES did not accept, and for those that were not
 * handed over.
 *
 * <p>A message that is known not to have left gives its slot back: it is deferred, or dropped if
 * SES will never accept it. A message that may have left keeps its slot and is marked unconfirmed.
 */
final class SendOutcomeReconciler {

  /** Rate limits pass within seconds. */
  private static final Duration RETRY_AFTER_RATE_LIMIT = Duration.ofSeconds(5);

  /** Part of the rolling 24 hours must pass before there is quota again. */
  private static final Duration RETRY_AFTER_DAILY_LIMIT = Duration.ofHours(1);

  /** Account-level problems are solved by the team, or by SES within minutes. */
  private static final Duration RETRY_AFTER_UNAVAILABLE = Duration.ofMinutes(15);

  private final SubscriberRepository subscribers;

  SendOutcomeReconciler(SubscriberRepository subscribers) {
    this.subscribers = subscribers;
  }

  /**
   * Returns the state as stored once every outcome is applied. If that cannot be written, the slots
   * stay charged: too little mail rather than too much.
   *
   * @param withdrawn the sends that were not handed over; they wait, and are due immediately
   */
  SubscriberState reconcile(
      SubscriberState committed,
      Map<Candidate, SendOutcome> outcomes,
      List<Candidate> withdrawn,
      Instant at) {
    try {
      return OptimisticLock.update(
          "a subscriber's state",
          Optional.of(committed),
          () -> subscribers.find(committed.subscriber()).map(SubscriberRecord::state),
          // Without a subscriber, who was erased meanwhile, nothing is left to correct.
          current ->
              current.isEmpty()
                  ? Optional.of(committed)
                  : tryReconcile(current.get(), outcomes, withdrawn, at));
    } catch (ConcurrentUpdateException e) {
      return subscribers
          .find(committed.subscriber())
          .map(SubscriberRecord::state)
          .orElse(committed);
    }
  }

  private Optional<SubscriberState> tryReconcile(
      SubscriberState stored,
      Map<Candidate, SendOutcome> outcomes,
      List<Candidate> withdrawn,
      Instant at) {
    SubscriberState corrected = correct(stored, outcomes, at);
    for (Candidate send : withdrawn) {
      corrected = deferred(corrected, send, at, Duration.ZERO);
    }
    if (corrected.equals(stored)) {
      return Optional.of(stored);
    }
    return subscribers.commit(corrected) == SubscriberRepository.Commit.COMMITTED
        ? Optional.of(corrected.withNextVersion())
        : Optional.empty();
  }

  private static SubscriberState correct(
      SubscriberState state, Map<Candidate, SendOutcome> outcomes, Instant at) {
    SubscriberState corrected = state;
    for (Map.Entry<Candidate, SendOutcome> entry : outcomes.entrySet()) {
      Candidate send = entry.getKey();
      corrected =
          switch (entry.getValue()) {
            case SendOutcome.Accepted _ -> corrected;
            case SendOutcome.Unknown _ -> unconfirmed(corrected, send);
            case SendOutcome.Refused _ -> dropped(corrected, send, DropCode.REFUSED, at);
            case SendOutcome.Throttled(var limit) ->
                deferred(
                    corrected,
                    send,
                    at,
                    limit == SendOutcome.Limit.RATE
                        ? RETRY_AFTER_RATE_LIMIT
                        : RETRY_AFTER_DAILY_LIMIT);
            case SendOutcome.Unavailable _ ->
                deferred(corrected, send, at, RETRY_AFTER_UNAVAILABLE);
          };
    }
    return corrected;
  }

  private static SubscriberState unconfirmed(SubscriberState state, Candidate send) {
    SendKey key = SendKey.of(send.campaign());
    List<SendRecord> history =
        state.history().stream()
            .map(sent -> sent.key().equals(key) ? sent.asUnconfirmed() : sent)
            .toList();
    return state.with(history, state.deferredSends(), state.drops(), state.dueAt());
  }

  private static SubscriberState deferred(
      SubscriberState state, Candidate send, Instant at, Duration delay) {
    Instant until = at.plus(delay);
    if (state.findSend(send.campaign()).isEmpty()) {
      return state; // given back already, by an attempt whose response was lost
    }
    if (!until.isBefore(send.expiry())) {
      return dropped(state, send, DropCode.EXPIRED, at);
    }
    List<DeferredSend> waiting =
        Stream.concat(
                state.deferredSends().stream(),
                Stream.of(new DeferredSend(send.campaign(), send.topic().id(), until)))
            .sorted(Comparator.comparing(DeferredSend::campaign))
            .toList();
    Instant due = state.dueAt().filter(until::isAfter).orElse(until);
    return state.with(without(state, send), waiting, state.drops(), Optional.of(due));
  }

  private static SubscriberState dropped(
      SubscriberState state, Candidate send, DropCode code, Instant at) {
    if (state.findSend(send.campaign()).isEmpty()) {
      return state;
    }
    List<DropRecord> drops = new ArrayList<>(state.drops());
    drops.add(new DropRecord(at, SendKey.of(send.campaign()), code));
    return state.with(without(state, send), state.deferredSends(), drops, state.dueAt());
  }

  private static List<SendRecord> without(SubscriberState state, Candidate send) {
    SendKey key = SendKey.of(send.campaign());
    return state.history().stream().filter(sent -> !sent.key().equals(key)).toList();
  }
}
