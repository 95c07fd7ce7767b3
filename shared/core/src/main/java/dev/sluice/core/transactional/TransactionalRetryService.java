package dev.sluice.core.transactional;

import dev.sluice.core.sending.PreparedMessage;
import dev.sluice.core.support.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Brings pending messages to their end.
 *
 * <p>An attempt begins by one conditional write that names the turn before it, so of any number of
 * calls about the same turn only one goes on. The call to look after the new turn is sent before
 * that write: every pending message has a call on its way.
 */
public final class TransactionalRetryService {

  /** Hand-overs without answer: the first, and once again after the settling wait. */
  private static final int MAX_POSSIBLE_SENDS = 2;

  private final InstantSource clock;
  private final MessageStore messages;
  private final RetryQueue queue;
  private final MessageComposer composer;
  private final TransactionalSender sender;

  /** Creates a service. */
  public TransactionalRetryService(
      InstantSource clock,
      MessageStore messages,
      RetryQueue queue,
      MessageComposer composer,
      TransactionalSender sender) {
    this.clock = clock;
    this.messages = messages;
    this.queue = queue;
    this.composer = composer;
    this.sender = sender;
  }

  /**
   * Looks after a message.
   *
   * @return the message as it is now, empty if the call had nothing to do
   */
  public Optional<TransactionalMessage> retry(RetryTask summons) {
    return messages
        .find(summons.message())
        .flatMap(message ->
            switch (message.state()) {
              case MessageState.Pending pending when summons.turn() >= pending.turn() ->
                  continueSending(message, pending, summons);
              // It has an end, or a later turn with a call of its own.
              case MessageState.Pending _,
                  MessageState.Accepted _,
                  MessageState.Refused _,
                  MessageState.Unconfirmed _ ->
                  Optional.empty();
            });
  }

  private Optional<TransactionalMessage> continueSending(
      TransactionalMessage message, MessageState.Pending pending, RetryTask summons) {
    Instant now = clock.instant();
    if (pending.possibleSends() >= MAX_POSSIBLE_SENDS) {
      return Optional.of(sender.transition(message, pending, new MessageState.Unconfirmed(now)));
    }
    Duration age = Duration.between(message.requestedAt(), now);
    if (age.compareTo(RetryDelays.MAX_AGE) >= 0) {
      String last = pending.cause().orElse("SES did not answer");
      return Optional.of(giveUp(message, pending, "not taken within a day: " + last));
    }
    try {
      PreparedMessage letter = composer.compose(message.id(), pending.request());
      return startAttempt(message, pending, summons.turn() + 1, letter);
    } catch (InvalidInputException e) {
      return Optional.of(giveUp(message, pending, "cannot be written any more: " + describe(e)));
    }
  }

  private Optional<TransactionalMessage> startAttempt(
      TransactionalMessage message,
      MessageState.Pending pending,
      int next,
      PreparedMessage letter) {
    queue.enqueue(new RetryTask(message.id(), next), RetryDelays.ANSWER_TIMEOUT);
    MessageState.Pending begun = pending.startAttempt(next);
    TransactionalMessage claimed = message.withState(begun);
    return messages.replace(claimed, pending.turn())
        ? Optional.of(sender.send(claimed, begun, letter))
        : Optional.empty();
  }

  /** What may have left is not said to be refused. */
  private TransactionalMessage giveUp(
      TransactionalMessage message, MessageState.Pending pending, String reason) {
    Instant now = clock.instant();
    MessageState last =
        pending.possibleSends() > 0
            ? new MessageState.Unconfirmed(now)
            : new MessageState.Refused(reason, now);
    return sender.transition(message, pending, last);
  }

  /** Names fields and remedies only: values may be personal. */
  private static String describe(InvalidInputException e) {
    return e.violations().stream()
        .map(violation -> violation.field() + ": " + violation.remedy())
        .collect(Collectors.joining("; "));
  }
}
