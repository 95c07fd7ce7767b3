package dev.sluice.core.transactional;

import dev.sluice.core.sending.PreparedMessage;
import dev.sluice.core.support.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Completes pending messages: it starts further attempts until the outcome is known.
 *
 * <p>An attempt begins by one conditional write that names the turn before it, so of any number of
 * tasks for the same turn only one continues. The retry task of the new turn is queued before that
 * write: every pending message has a task in the queue.
 */
public final class TransactionalRetryService {

  /** Attempts without a response: the first, and one more after the settling delay. */
  private static final int MAX_POSSIBLE_SENDS = 2;

  private final InstantSource clock;
  private final MessageStore messages;
  private final RetryQueue queue;
  private final MessageComposer composer;
  private final TransactionalSender sender;

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
   * Processes the retry task of a message.
   *
   * @return the message as it is now, empty if the task had nothing to do
   */
  public Optional<TransactionalMessage> retry(RetryTask summons) {
    return messages
        .find(summons.message())
        .flatMap(message ->
            switch (message.state()) {
              case MessageState.Pending pending when summons.turn() >= pending.turn() ->
                  continueSending(message, pending, summons);
              // It is completed, or has a later turn with its own task.
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

  /** A message that may have been sent is not reported as refused. */
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
