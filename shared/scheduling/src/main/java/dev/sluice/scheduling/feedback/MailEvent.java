package dev.sluice.scheduling.feedback;

import dev.sluice.scheduling.standing.Heard;
import dev.sluice.scheduling.standing.Suppression;
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
  record Delay(Instant at) implements MailEvent {}

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
  record Open(Instant at, Reader by) implements MailEvent {}

  /**
   * A link in it was followed.
   *
   * @param leadsToUs whether it is a link to leave or to choose, which is no sign of interest
   */
  record Click(Instant at, Reader by, boolean leadsToUs) implements MailEvent {}

  /** Who fetched a picture or followed a link. */
  enum Reader {
    /** A person, as far as can be told. */
    PERSON,
    /** A scanner, a prefetching proxy or the like: nothing is known of a person. */
    MACHINE
  }

  /**
   * The recipient changed a subscription that is kept at SES.
   *
   * @param leftAll whether they left everything
   */
  record Subscription(Instant at, boolean leftAll) implements MailEvent {}

  /** Returns what this tells of the send; {@link Heard#proves} tells what follows from it. */
  default Set<Heard> news() {
    return switch (this) {
      case Send _, Delay _ -> Set.of(Heard.TAKEN);
      case Delivery _ -> Set.of(Heard.DELIVERED);
      case Reject _, RenderingFailure _ -> Set.of(Heard.REJECTED);
      case Bounce(var _, BounceType type) ->
          switch (type) {
            case PERMANENT -> Set.of(Heard.BOUNCED);
            case TRANSIENT, UNDETERMINED -> Set.of(Heard.SOFT_BOUNCED);
            case ON_SUPPRESSION_LIST -> Set.of(Heard.UNTRIED);
          };
      case Complaint(var _, ComplaintType type) ->
          switch (type) {
            case UNWANTED -> Set.of(Heard.COMPLAINED);
            case NOT_SPAM -> Set.of(Heard.DELIVERED);
            case ON_SUPPRESSION_LIST -> Set.of(Heard.UNTRIED);
          };
      case Open(var _, Reader by) -> Set.of(by == Reader.PERSON ? Heard.OPENED : Heard.PREFETCHED);
      case Click(var _, Reader by, boolean leadsToUs) -> followed(by, leadsToUs);
      case Subscription(var _, boolean leftAll) -> leftAll ? Set.of(Heard.UNSUBSCRIBED) : Set.of();
    };
  }

  /** Returns why the address gets no marketing from now on, if this is a reason. */
  default Optional<Suppression.Cause> suppresses() {
    return switch (this) {
      case Bounce(var _, BounceType type)
          when type == BounceType.PERMANENT || type == BounceType.ON_SUPPRESSION_LIST ->
          Optional.of(Suppression.Cause.BOUNCE);
      case Complaint(var _, ComplaintType type) when type != ComplaintType.NOT_SPAM ->
          Optional.of(Suppression.Cause.COMPLAINT);
      case Send _,
          Delivery _,
          Delay _,
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

  private static Set<Heard> followed(Reader by, boolean leadsToUs) {
    if (by == Reader.MACHINE) {
      return Set.of(Heard.PREFETCHED);
    }
    return Set.of(leadsToUs ? Heard.DELIVERED : Heard.CLICKED);
  }
}
