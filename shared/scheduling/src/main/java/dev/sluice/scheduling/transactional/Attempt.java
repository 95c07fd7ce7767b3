package dev.sluice.scheduling.transactional;

import dev.sluice.scheduling.visit.Letter;
import dev.sluice.scheduling.visit.SendOutcome;
import java.time.Duration;
import java.time.Instant;

/**
 * One attempt at a message whose state says that it begins: hands it over and stores what became of
 * it.
 *
 * <p>An attempt without answer is left as it is stored, like one whose function crashed: the two
 * cannot be told apart, and the call that was sent before looks after both.
 */
public final class Attempt {

  private final SortingRoom room;
  private final Bookkeeping books;

  /** Creates it. */
  public Attempt(SortingRoom room, Bookkeeping books) {
    this.room = room;
    this.books = books;
  }

  /** Makes the attempt and returns the message as stored after it. */
  TransactionalMessage make(TransactionalMessage begun, MessageState.Pending state, Letter letter) {
    books.handingOver();
    return switch (letter.post()) {
      case SendOutcome.Accepted(String messageId) -> accepted(begun, state, messageId);
      case SendOutcome.Refused(String cause) ->
          step(begun, state, new MessageState.Refused(cause, room.clock().instant()));
      case SendOutcome.Unknown _ -> begun;
      case SendOutcome.Throttled(SendOutcome.Limit limit) ->
          later(begun, state, cause(limit), RetryDelays.afterLimit(limit, age(begun)));
      case SendOutcome.Withheld(String cause) ->
          later(begun, state, cause, RetryDelays.afterWithheld(age(begun)));
    };
  }

  /** Stores a message's next state and returns the message as stored. */
  TransactionalMessage step(
      TransactionalMessage message, MessageState.Pending state, MessageState next) {
    TransactionalMessage changed = message.as(next);
    return room.messages().replace(changed, state.turn())
        ? changed
        : room.messages().read(message.id()).orElse(changed);
  }

  private TransactionalMessage accepted(
      TransactionalMessage message, MessageState.Pending state, String messageId) {
    Instant now = room.clock().instant();
    TransactionalMessage stored = step(message, state, new MessageState.Accepted(messageId, now));
    books.accepted(message.id(), state.request().to(), now);
    return stored;
  }

  private TransactionalMessage later(
      TransactionalMessage message, MessageState.Pending state, String cause, Duration delay) {
    MessageState.Pending kept = state.kept(cause);
    room.queue().call(new Summons(message.id(), kept.turn()), delay);
    return step(message, state, kept);
  }

  private Duration age(TransactionalMessage message) {
    return Duration.between(message.requestedAt(), room.clock().instant());
  }

  private static String cause(SendOutcome.Limit limit) {
    return switch (limit) {
      case RATE -> "the account's sending rate was reached";
      case DAILY -> "the account's daily quota was used up";
    };
  }
}
