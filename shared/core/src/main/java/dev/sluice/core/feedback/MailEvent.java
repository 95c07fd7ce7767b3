package dev.sluice.core.feedback;

import dev.sluice.core.consent.Suppression;
import dev.sluice.core.state.SendEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What SES tells of a message it was given, by the names of its event types.
 *
 * <p>See "Monitoring SES events using Amazon EventBridge" in the Amazon SES Developer Guide: events
 * may come twice, in any order, or not at all.
 */
public sealed interface MailEvent {

  /** Returns when it happened, in whole milliseconds. */
  Instant at();

  /** SES took the message and will try to deliver it. */
  record Send(Instant at) implements MailEvent {}

  /** The recipient's mail server took it. */
  record Delivery(Instant at) implements MailEvent {}

  /** It is not delivered yet, and SES goes on trying. */
  record DeliveryDelay(Instant at) implements MailEvent {}

  /** SES found a virus in it and does not send it on. */
  record Reject(Instant at) implements MailEvent {}

  /** A template kept at SES could not be filled; Sluice uses none, others may. */
  record RenderingFailure(Instant at) implements MailEvent {}

  /** It came back, and SES has stopped trying. */
  record Bounce(Instant at, BounceType type) implements MailEvent {}

  /** What a bounce says of the address. */
  enum BounceType {
    /** There is no such mailbox. */
    PERMANENT,
    /** Another message may arrive; SES reports out-of-office notes as such bounces too. */
    TRANSIENT,
    /** SES could not tell. */
    UNDETERMINED,
    /** SES did not try: the address is on the account's suppression list. */
    ON_SUPPRESSION_LIST
  }

  /** The recipient's provider reported it. */
  record Complaint(Instant at, ComplaintType type) implements MailEvent {}

  /** What a report says. */
  enum ComplaintType {
    /** It is unwanted, or worse. */
    UNWANTED,
    /** It was sorted out as unwanted, and is not. */
    NOT_SPAM,
    /** SES did not send it: the address is on the account's suppression list for a complaint. */
    ON_SUPPRESSION_LIST
  }

  /** Its picture was fetched. */
  record Open(Instant at, Actor actor) implements MailEvent {}

  /**
   * A link in it was followed.
   *
   * @param isOwnLink whether it is a link to leave or to choose, which is no sign of interest
   */
  record Click(Instant at, Actor actor, boolean isOwnLink) implements MailEvent {}

  /** Who fetched a picture or followed a link. */
  enum Actor {
    /** A person, as far as can be told. */
    PERSON,
    /** A scanner, a prefetching proxy or the like: nothing is known of a person. */
    MACHINE
  }

  /**
   * The recipient changed a subscription that is kept at SES.
   *
   * @param unsubscribedFromAll whether they left everything
   */
  record Subscription(Instant at, boolean unsubscribedFromAll) implements MailEvent {}

  /**
   * Returns what this tells of the send; {@link SendEvent#impliedEvents} tells what follows from
   * it.
   */
  default Set<SendEvent> sendEvents() {
    return switch (this) {
      case Send _, DeliveryDelay _ -> Set.of(SendEvent.TAKEN);
      case Delivery _ -> Set.of(SendEvent.DELIVERED);
      case Reject _, RenderingFailure _ -> Set.of(SendEvent.REJECTED);
      case Bounce(var _, BounceType type) ->
          switch (type) {
            case PERMANENT -> Set.of(SendEvent.BOUNCED);
            case TRANSIENT, UNDETERMINED -> Set.of(SendEvent.SOFT_BOUNCED);
            case ON_SUPPRESSION_LIST -> Set.of(SendEvent.UNTRIED);
          };
      case Complaint(var _, ComplaintType type) ->
          switch (type) {
            case UNWANTED -> Set.of(SendEvent.COMPLAINED);
            case NOT_SPAM -> Set.of(SendEvent.DELIVERED);
            case ON_SUPPRESSION_LIST -> Set.of(SendEvent.UNTRIED);
          };
      case Open(var _, Actor by) ->
          Set.of(by == Actor.PERSON ? SendEvent.OPENED : SendEvent.PREFETCHED);
      case Click(var _, Actor by, boolean leadsToUs) -> clickEvents(by, leadsToUs);
      case Subscription(var _, boolean leftAll) ->
          leftAll ? Set.of(SendEvent.UNSUBSCRIBED) : Set.of();
    };
  }

  /** Returns why the address gets no marketing from now on, if this is a reason. */
  default Optional<Suppression.Cause> suppressionCause() {
    return switch (this) {
      case Bounce(var _, BounceType type)
          when type == BounceType.PERMANENT || type == BounceType.ON_SUPPRESSION_LIST ->
          Optional.of(Suppression.Cause.BOUNCE);
      case Complaint(var _, ComplaintType type) when type != ComplaintType.NOT_SPAM ->
          Optional.of(Suppression.Cause.COMPLAINT);
      case Send _,
          Delivery _,
          DeliveryDelay _,
          Reject _,
          RenderingFailure _,
          Bounce _,
          Complaint _,
          Open _,
          Click _,
          Subscription _ ->
          Optional.empty();
    };
  }

  private static Set<SendEvent> clickEvents(Actor by, boolean leadsToUs) {
    if (by == Actor.MACHINE) {
      return Set.of(SendEvent.PREFETCHED);
    }
    return Set.of(leadsToUs ? SendEvent.DELIVERED : SendEvent.CLICKED);
  }
}
