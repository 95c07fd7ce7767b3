package dev.sluice.core.transactional;

import java.time.Instant;
import java.util.Optional;

/** How far a transactional message has come. */
public sealed interface MessageState {

  /**
   * It is being sent, or will be sent again.
   *
   * @param request what was asked for; kept only as long as it is needed
   * @param turn 1 when its first attempt begins, 1 more for every change since: whoever goes on
   *     with it names the turn that was read, so only one does
   * @param handedOver whether this turn may have handed the message to SES with no known answer:
   *     then it may have left
   * @param earlierUnanswered earlier turns that may have left
   * @param cause why the latest attempt with an answer did not leave, if there was one
   */
  record Pending(
      MessageRequest request,
      int turn,
      boolean handedOver,
      int earlierUnanswered,
      Optional<String> cause)
      implements MessageState {

    /** Returns the state in which the first attempt begins. */
    static Pending initial(MessageRequest request) {
      return new Pending(request, 1, true, 0, Optional.empty());
    }

    /** Returns the state of the next turn, after an attempt that is known not to have left. */
    Pending afterFailedAttempt(String why) {
      return new Pending(request, turn + 1, false, earlierUnanswered, Optional.of(why));
    }

    /** Returns the state of a later turn, in which another attempt begins. */
    Pending startAttempt(int later) {
      return new Pending(request, later, true, possibleSends(), cause);
    }

    /** Returns how many turns may have left, this one included. */
    int possibleSends() {
      return earlierUnanswered + (handedOver ? 1 : 0);
    }
  }

  /**
   * SES took it.
   *
   * @param messageId SES's name of it
   */
  record Accepted(String messageId, Instant at) implements MessageState {}

  /**
   * It did not leave and will not.
   *
   * @param reason why, without address or content
   */
  record Refused(String reason, Instant at) implements MessageState {}

  /** It was handed over twice, both times with no answer: it is not sent a third time. */
  record Unconfirmed(Instant at) implements MessageState {}
}
