package dev.sluice.core.transactional;

import dev.sluice.core.sending.PreparedMessage;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.sending.WithheldCause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Makes one attempt to send a message: hands it to SES and stores the outcome.
 *
 * <p>An attempt without a response stays as it is stored, like one whose function crashed: the two
 * cannot be distinguished, and the retry task that was queued before handles both.
 */
public final class TransactionalSender {

  private final InstantSource clock;
  private final MessageStore messages;
  private final RetryQueue queue;
  private final TransactionalSendRecorder recorder;

  public TransactionalSender(
      InstantSource clock,
      MessageStore messages,
      RetryQueue queue,
      TransactionalSendRecorder recorder) {
    this.clock = clock;
    this.messages = messages;
    this.queue = queue;
    this.recorder = recorder;
  }

  /** Makes the attempt and returns the message as stored after it. */
  TransactionalMessage send(
      TransactionalMessage begun, MessageState.Pending state, PreparedMessage letter) {
    recorder.recordHandover();
    return switch (letter.send()) {
      case SendOutcome.Accepted(String messageId) -> accepted(begun, state, messageId);
      case SendOutcome.Refused(String cause) ->
          transition(begun, state, new MessageState.Refused(cause, clock.instant()));
      case SendOutcome.Unknown _ -> begun;
      case SendOutcome.Throttled(SendOutcome.Limit limit) ->
          retryLater(begun, state, cause(limit), RetryDelays.afterLimit(limit, age(begun)));
      case SendOutcome.Unavailable(WithheldCause cause) ->
          retryLater(begun, state, cause.inWords(), RetryDelays.afterWithheld(age(begun)));
    };
  }

  /** Stores a message's next state and returns the message as stored. */
  TransactionalMessage transition(
      TransactionalMessage message, MessageState.Pending state, MessageState next) {
    TransactionalMessage changed = message.withState(next);
    return messages.replace(changed, state.turn())
        ? changed
        : messages.find(message.id()).orElse(changed);
  }

  private TransactionalMessage accepted(
      TransactionalMessage message, MessageState.Pending state, String messageId) {
    Instant now = clock.instant();
    TransactionalMessage stored =
        transition(message, state, new MessageState.Accepted(messageId, now));
    recorder.recordAccepted(message.id(), state.request().to(), now);
    return stored;
  }

  private TransactionalMessage retryLater(
      TransactionalMessage message, MessageState.Pending state, String cause, Duration delay) {
    MessageState.Pending kept = state.afterFailedAttempt(cause);
    queue.enqueue(new RetryTask(message.id(), kept.turn()), delay);
    return transition(message, state, kept);
  }

  private Duration age(TransactionalMessage message) {
    return Duration.between(message.requestedAt(), clock.instant());
  }

  private static String cause(SendOutcome.Limit limit) {
    return switch (limit) {
      case RATE -> "the account's sending rate was reached";
      case DAILY -> "the account's daily quota was used up";
    };
  }
}
