package dev.sluice.local.ses;

import dev.sluice.local.mailbox.EngagementTracking.ReaderClient;
import dev.sluice.local.mailbox.EngagementTracking.TrackedLink;
import java.time.Instant;
import java.util.Optional;

/** An event that SES publishes about a message. */
sealed interface EmulatedSesEvent {

  /** Returns what kind of event it is. */
  default Type type() {
    return switch (this) {
      case Send _ -> Type.SEND;
      case Delivery _ -> Type.DELIVERY;
      case Bounce _ -> Type.BOUNCE;
      case Complaint _ -> Type.COMPLAINT;
      case Open _ -> Type.OPEN;
      case Click _ -> Type.CLICK;
    };
  }

  /** The kinds, by the names of event destinations. */
  enum Type {
    SEND("Send", "Email Sent"),
    DELIVERY("Delivery", "Email Delivered"),
    BOUNCE("Bounce", "Email Bounced"),
    COMPLAINT("Complaint", "Email Complaint Received"),
    OPEN("Open", "Email Opened"),
    CLICK("Click", "Email Clicked");

    private final String eventType;
    private final String detailType;

    Type(String eventType, String detailType) {
      this.eventType = eventType;
      this.detailType = detailType;
    }

    /** Returns the {@code eventType} of the event. */
    String eventType() {
      return eventType;
    }

    /** Returns the {@code detail-type} under which EventBridge carries it. */
    String detailType() {
      return detailType;
    }
  }

  /** SES accepted the message. */
  record Send() implements EmulatedSesEvent {}

  /** The message was delivered. */
  record Delivery() implements EmulatedSesEvent {}

  /**
   * The message bounced permanently.
   *
   * @param subType {@code General}, or {@code Suppressed} where SES did not try as the address is
   *     on its global suppression list, or {@code OnAccountSuppressionList} as it is on the
   *     account's
   */
  record Bounce(String subType) implements EmulatedSesEvent {}

  /**
   * The recipient reported the message as unwanted.
   *
   * @param subType {@code OnAccountSuppressionList} where SES did not try as an earlier message
   *     was; empty otherwise
   */
  record Complaint(Optional<String> subType) implements EmulatedSesEvent {}

  /** A program fetched the tracking pixel. */
  record Open(Instant at, ReaderClient reader) implements EmulatedSesEvent {}

  /** A program followed a tracked link. */
  record Click(Instant at, ReaderClient reader, TrackedLink link) implements EmulatedSesEvent {}
}
