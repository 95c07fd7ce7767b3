package dev.sluice.core.transactional;

import dev.sluice.core.sending.PreparedMessage;
import dev.sluice.core.support.InvalidInputException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Accepts requests for transactional messages, each key once, and sends the messages immediately.
 *
 * <ol>
 *   <li>The message is rendered: a request that cannot be sent is refused before anything is
 *       stored.
 *   <li>A retry task is queued, due after the settling delay.
 *   <li>The message is stored, its first attempt begun, unless its key is known: only the writer
 *       that stored it continues.
 *   <li>It is handed to SES, and the outcome is stored.
 * </ol>
 *
 * <p>Whatever step fails, the retry task reads the message and completes it.
 */
public final class TransactionalMessageService {

  private final InstantSource clock;
  private final MessageStore messages;
  private final RetryQueue queue;
  private final MessageComposer composer;
  private final TransactionalSender sender;

  public TransactionalMessageService(
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
   * Accepts a request.
   *
   * @throws InvalidInputException if it cannot be sent; nothing was stored
   */
  public SubmitResult submit(IdempotencyKey key, MessageRequest request) {
    TransactionalMessage fresh =
        TransactionalMessage.create(MessageId.of(key), request, clock.instant());
    try {
      return send(fresh, composer.compose(fresh.id(), request));
    } catch (InvalidInputException refused) {
      // A repeated request gets the stored message, even if its template or subscriber has changed.
      return messages
          .find(fresh.id())
          .map(known -> repeatedResult(known, fresh))
          .orElseThrow(() -> refused);
    }
  }

  private SubmitResult send(TransactionalMessage fresh, PreparedMessage letter) {
    queue.enqueue(new RetryTask(fresh.id(), 1), RetryDelays.ANSWER_TIMEOUT);
    Optional<TransactionalMessage> known = messages.create(fresh);
    if (known.isPresent()) {
      return repeatedResult(known.get(), fresh);
    }
    return switch (fresh.state()) {
      case MessageState.Pending first ->
          new SubmitResult.Submitted(sender.send(fresh, first, letter));
      default -> throw new IllegalStateException("a fresh message is pending");
    };
  }

  private static SubmitResult repeatedResult(
      TransactionalMessage known, TransactionalMessage asked) {
    return known.fingerprint().equals(asked.fingerprint())
        ? new SubmitResult.Submitted(known)
        : new SubmitResult.KeyReused(known.id());
  }
}
