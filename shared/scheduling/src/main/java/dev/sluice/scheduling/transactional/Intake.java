package dev.sluice.scheduling.transactional;

import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.visit.Letter;
import java.util.Optional;

/**
 * Takes requests for transactional messages, each key once, and sends them at once.
 *
 * <ol>
 *   <li>The message is rendered: what cannot be sent is refused before anything is stored.
 *   <li>A call to look after it is sent, due after the settling wait.
 *   <li>The message is stored, its first attempt begun, unless its key is known: only who stored it
 *       goes on.
 *   <li>It is handed to SES, and the outcome is stored.
 * </ol>
 *
 * <p>Whatever step fails, the call finds the message as it is and brings it to its end.
 */
public final class Intake {

  private final SortingRoom room;
  private final Composer composer;
  private final Attempt attempt;

  /** Creates it. */
  public Intake(SortingRoom room, Composer composer, Attempt attempt) {
    this.room = room;
    this.composer = composer;
    this.attempt = attempt;
  }

  /**
   * Takes a request.
   *
   * @throws InvalidInputException if it cannot be sent; nothing was stored
   */
  public Receipt take(IdempotencyKey key, MessageRequest request) {
    TransactionalMessage fresh =
        TransactionalMessage.first(MessageId.of(key), request, room.clock().instant());
    try {
      return send(fresh, composer.compose(fresh.id(), request));
    } catch (InvalidInputException refused) {
      // What was taken once is answered as then, whatever its template or subscriber became.
      return room.messages()
          .read(fresh.id())
          .map(known -> again(known, fresh))
          .orElseThrow(() -> refused);
    }
  }

  private Receipt send(TransactionalMessage fresh, Letter letter) {
    room.queue().call(new Summons(fresh.id(), 1), RetryDelays.SETTLING);
    Optional<TransactionalMessage> known = room.messages().create(fresh);
    if (known.isPresent()) {
      return again(known.get(), fresh);
    }
    return switch (fresh.state()) {
      case MessageState.Pending first -> new Receipt.Taken(attempt.make(fresh, first, letter));
      default -> throw new IllegalStateException("a fresh message is pending");
    };
  }

  private static Receipt again(TransactionalMessage known, TransactionalMessage asked) {
    return known.fingerprint().equals(asked.fingerprint())
        ? new Receipt.Taken(known)
        : new Receipt.KeyReused(known.id());
  }
}
