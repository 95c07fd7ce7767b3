package dev.sluice.core.transactional;

import java.time.Instant;
import java.util.Optional;

/** The state of a transactional message. */
public sealed interface MessageState {

  /**
   * It is being sent, or will be sent again.
   *
   * @param request the request; kept only as long as it is needed
   * @param turn 1 when its first attempt begins, 1 more for every change since: a write names the
   *     turn that was read, so only one of several writers continues
   * @param handedOver whether this turn may have handed the message to SES without a known
   *     response: then it may have been sent
   * @param earlierUnanswered the number of earlier turns that may have sent it
   * @param cause why the latest attempt with a response did not send it, if there was one
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

    /**
     * Returns the state of the next turn, after an attempt that is known not to have sent the
     * message.
     */
    Pending afterFailedAttempt(String why) {
      return new Pending(request, turn + 1, false, earlierUnanswered, Optional.of(why));
    }

    /** Returns the state of a later turn, in which another attempt begins. */
    Pending startAttempt(int later) {
      return new Pending(request, later, true, possibleSends(), cause);
    }

    /** Returns how many turns may have sent the message, this one included. */
    int possibleSends() {
      return earlierUnanswered + (handedOver ? 1 : 0);
    }
  }

  /**
   * SES accepted it.
   *
   * @param messageId the identifier that SES gave it
   */
  record Accepted(String messageId, Instant at) implements MessageState {}

  /**
   * It was not sent and will not be.
   *
   * @param reason why, without address or content
   */
  record Refused(String reason, Instant at) implements MessageState {}

  /** It was handed over twice without a response: it is not sent a third time. */
  record Unconfirmed(Instant at) implements MessageState {}
}
