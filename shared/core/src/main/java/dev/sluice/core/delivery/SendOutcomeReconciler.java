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
 * Corrects a committed standing for messages that SES did not plainly accept.
 *
 * <p>What is known not to have left gives its slot back: it waits for a while, or is dropped if SES
 * will never take it. What may have left keeps its slot and is marked unconfirmed.
 */
final class SendOutcomeReconciler {

  /** Rate limits pass within seconds. */
  private static final Duration RETRY_AFTER_RATE_LIMIT = Duration.ofSeconds(5);

  /** Part of the rolling 24 hours must pass before there is quota again. */
  private static final Duration RETRY_AFTER_DAILY_LIMIT = Duration.ofHours(1);

  /** Account-level trouble is mended by people, or by SES within minutes. */
  private static final Duration RETRY_AFTER_UNAVAILABLE = Duration.ofMinutes(15);

  private final SubscriberRepository repository;

  SendOutcomeReconciler(SubscriberRepository repository) {
    this.repository = repository;
  }

  /**
   * Returns the standing as stored once every outcome is worked in. If that cannot be written, the
   * slots stay charged: too little mail rather than too much.
   */
  SubscriberState reconcile(
      SubscriberState committed, Map<Candidate, SendOutcome> outcomes, Instant at) {
    try {
      return OptimisticLock.update(
          "a subscriber's state",
          Optional.of(committed),
          () -> repository.find(committed.subscriber()).map(SubscriberRecord::state),
          // Without a subscriber, who was erased meanwhile, nothing is left to correct.
          current ->
              current.isEmpty()
                  ? Optional.of(committed)
                  : tryReconcile(current.get(), outcomes, at));
    } catch (ConcurrentUpdateException e) {
      return repository.find(committed.subscriber()).map(SubscriberRecord::state).orElse(committed);
    }
  }

  private Optional<SubscriberState> tryReconcile(
      SubscriberState stored, Map<Candidate, SendOutcome> outcomes, Instant at) {
    SubscriberState corrected = correct(stored, outcomes, at);
    if (corrected.equals(stored)) {
      return Optional.of(stored);
    }
    return repository.commit(corrected) == SubscriberRepository.Commit.COMMITTED
        ? Optional.of(corrected.withNextVersion())
        : Optional.empty();
  }

  private static SubscriberState correct(
      SubscriberState standing, Map<Candidate, SendOutcome> outcomes, Instant at) {
    SubscriberState corrected = standing;
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

  private static SubscriberState unconfirmed(SubscriberState standing, Candidate send) {
    SendKey key = SendKey.of(send.campaign());
    List<SendRecord> history =
        standing.history().stream()
            .map(sent -> sent.key().equals(key) ? sent.asUnconfirmed() : sent)
            .toList();
    return standing.with(history, standing.deferredSends(), standing.drops(), standing.dueAt());
  }

  private static SubscriberState deferred(
      SubscriberState standing, Candidate send, Instant at, Duration delay) {
    Instant until = at.plus(delay);
    if (standing.findSend(send.campaign()).isEmpty()) {
      return standing; // given back already, by an attempt whose answer was lost
    }
    if (!until.isBefore(send.expiry())) {
      return dropped(standing, send, DropCode.EXPIRED, at);
    }
    List<DeferredSend> waiting =
        Stream.concat(
                standing.deferredSends().stream(),
                Stream.of(new DeferredSend(send.campaign(), send.topic().id(), until)))
            .sorted(Comparator.comparing(DeferredSend::campaign))
            .toList();
    Instant due = standing.dueAt().filter(until::isAfter).orElse(until);
    return standing.with(without(standing, send), waiting, standing.drops(), Optional.of(due));
  }

  private static SubscriberState dropped(
      SubscriberState standing, Candidate send, DropCode code, Instant at) {
    if (standing.findSend(send.campaign()).isEmpty()) {
      return standing;
    }
    List<DropRecord> drops = new ArrayList<>(standing.drops());
    drops.add(new DropRecord(at, SendKey.of(send.campaign()), code));
    return standing.with(
        without(standing, send), standing.deferredSends(), drops, standing.dueAt());
  }

  private static List<SendRecord> without(SubscriberState standing, Candidate send) {
    SendKey key = SendKey.of(send.campaign());
    return standing.history().stream().filter(sent -> !sent.key().equals(key)).toList();
  }
}
