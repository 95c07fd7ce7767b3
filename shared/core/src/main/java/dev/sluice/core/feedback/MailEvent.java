package dev.sluice.core.feedback;

import dev.sluice.core.consent.Suppression;
import dev.sluice.core.state.SendEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An event that SES publishes about a message; the types have the names of SES's event types.
 *
 * <p>See "Monitoring SES events using Amazon EventBridge" in the Amazon SES Developer Guide: events
 * may come twice, in any order, or not at all.
 */
public sealed interface MailEvent {

  /** Returns when it happened, in whole milliseconds. */
  Instant at();

  /** SES accepted the message and will try to deliver it. */
  record Send(Instant at) implements MailEvent {}

  /** The recipient's mail server accepted it. */
  record Delivery(Instant at) implements MailEvent {}

  /** It is not delivered yet, and SES keeps trying. */
  record DeliveryDelay(Instant at) implements MailEvent {}

  /** SES found a virus in it and does not send it. */
  record Reject(Instant at) implements MailEvent {}

  /** A template stored at SES could not be rendered; Sluice uses none. */
  record RenderingFailure(Instant at) implements MailEvent {}

  /** It bounced, and SES has stopped trying. */
  record Bounce(Instant at, BounceType type) implements MailEvent {}

  /** The type of a bounce. */
  enum BounceType {
    /** The mailbox does not exist. */
    PERMANENT,
    /**
     * A later message may be delivered; SES also reports out-of-office replies as transient
     * bounces.
     */
    TRANSIENT,
    /** SES could not determine the type. */
    UNDETERMINED,
    /** SES did not try: the address is on the account's suppression list. */
    ON_SUPPRESSION_LIST
  }

  /** The recipient's provider forwarded a report about it. */
  record Complaint(Instant at, ComplaintType type) implements MailEvent {}

  /** The type of a report. */
  enum ComplaintType {
    /** It is unwanted, or worse. */
    UNWANTED,
    /** It was classified as unwanted by mistake. */
    NOT_SPAM,
    /** SES did not send it: the address is on the account's suppression list for a complaint. */
    ON_SUPPRESSION_LIST
  }

  /**
   * Its tracking picture was fetched.
   *
   * @param actor as the client identifies itself; {@link EarlyFetches} judges the time
   */
  record Open(Instant at, Actor actor) implements MailEvent {}

  /**
   * A link in it was followed.
   *
   * @param actor as the client identifies itself; {@link EarlyFetches} judges the time
   * @param link a hash that distinguishes the links of a message
   * @param isOwnLink whether it is a link to unsubscribe or to the preference centre, which is no
   *     sign of interest
   */
  record Click(Instant at, Actor actor, int link, boolean isOwnLink) implements MailEvent {}

  /** The kind of client that fetched a picture or followed a link. */
  enum Actor {
    /** Presumably a person. */
    PERSON,
    /** A scanner, a prefetching proxy or similar: what a person did is unknown. */
    MACHINE
  }

  /**
   * The recipient changed a subscription that SES manages.
   *
   * @param unsubscribedFromAll whether they unsubscribed from everything
   */
  record Subscription(Instant at, boolean unsubscribedFromAll) implements MailEvent {}

  /**
   * Returns the event of the send, if it is one; {@link SendEvent#impliedEvents} returns what it
   * implies.
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
      case Click(var _, Actor by, int _, boolean leadsToUs) -> clickEvents(by, leadsToUs);
      case Subscription(var _, boolean leftAll) ->
          leftAll ? Set.of(SendEvent.UNSUBSCRIBED) : Set.of();
    };
  }

  /** Returns the cause of a suppression, if this event is one. */
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
