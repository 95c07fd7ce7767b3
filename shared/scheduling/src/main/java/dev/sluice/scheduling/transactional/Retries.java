package dev.sluice.scheduling.transactional;

import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.visit.Letter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Brings pending messages to their end.
 *
 * <p>An attempt begins by one conditional write that names the turn before it, so of any number of
 * calls about the same turn only one goes on. The call to look after the new turn is sent before
 * that write: every pending message has a call on its way.
 */
public final class Retries {

  /** Hand-overs without answer: the first, and once again after the settling wait. */
  private static final int MAX_DOUBTS = 2;

  private final SortingRoom room;
  private final Composer composer;
  private final Attempt attempt;

  /** Creates it. */
  public Retries(SortingRoom room, Composer composer, Attempt attempt) {
    this.room = room;
    this.composer = composer;
    this.attempt = attempt;
  }

  /**
   * Looks after a message.
   *
   * @return the message as it is now, empty if the call had nothing to do
   */
  public Optional<TransactionalMessage> answer(Summons summons) {
    return room.messages()
        .read(summons.message())
        .flatMap(message ->
            switch (message.state()) {
              case MessageState.Pending pending when summons.turn() >= pending.turn() ->
                  goOn(message, pending, summons);
              // It has an end, or a later turn with a call of its own.
              case MessageState.Pending _,
                  MessageState.Accepted _,
                  MessageState.Refused _,
                  MessageState.Unconfirmed _ ->
                  Optional.empty();
            });
  }

  private Optional<TransactionalMessage> goOn(
      TransactionalMessage message, MessageState.Pending pending, Summons summons) {
    Instant now = room.clock().instant();
    if (pending.allDoubts() >= MAX_DOUBTS) {
      return Optional.of(attempt.step(message, pending, new MessageState.Unconfirmed(now)));
    }
    Duration age = Duration.between(message.requestedAt(), now);
    if (age.compareTo(RetryDelays.PATIENCE) >= 0) {
      String last = pending.cause().orElse("SES did not answer");
      return Optional.of(giveUp(message, pending, "not taken within a day: " + last));
    }
    try {
      Letter letter = composer.compose(message.id(), pending.request());
      return begin(message, pending, summons.turn() + 1, letter);
    } catch (InvalidInputException e) {
      return Optional.of(giveUp(message, pending, "cannot be written any more: " + problem(e)));
    }
  }

  private Optional<TransactionalMessage> begin(
      TransactionalMessage message, MessageState.Pending pending, int next, Letter letter) {
    room.queue().call(new Summons(message.id(), next), RetryDelays.SETTLING);
    MessageState.Pending begun = pending.begun(next);
    TransactionalMessage claimed = message.as(begun);
    return room.messages().replace(claimed, pending.turn())
        ? Optional.of(attempt.make(claimed, begun, letter))
        : Optional.empty();
  }

  /** What may have left is not said to be refused. */
  private TransactionalMessage giveUp(
      TransactionalMessage message, MessageState.Pending pending, String reason) {
    Instant now = room.clock().instant();
    MessageState last =
        pending.allDoubts() > 0
            ? new MessageState.Unconfirmed(now)
            : new MessageState.Refused(reason, now);
    return attempt.step(message, pending, last);
  }

  /** Names fields and remedies only: values may be personal. */
  private static String problem(InvalidInputException e) {
    return e.violations().stream()
        .map(violation -> violation.field() + ": " + violation.remedy())
        .collect(Collectors.joining("; "));
  }
}
