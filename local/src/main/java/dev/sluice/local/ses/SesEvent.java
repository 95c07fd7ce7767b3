package dev.sluice.local.ses;

/** What the SES endpoint can tell of a message, by the names of event destinations. */
enum SesEvent {
  SEND("Send", "Email Sent"),
  DELIVERY("Delivery", "Email Delivered"),
  BOUNCE("Bounce", "Email Bounced"),
  COMPLAINT("Complaint", "Email Complaint Received"),
  /** A bounce without a try, as the address is on SES's global suppression list. */
  SUPPRESSED("Bounce", "Email Bounced");

  private final String eventType;
  private final String detailType;

  SesEvent(String eventType, String detailType) {
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

  /** Returns the name by which an event destination asks for it. */
  String destinationType() {
    return this == SUPPRESSED ? BOUNCE.name() : name();
  }
}
