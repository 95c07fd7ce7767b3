package dev.sluice.feedback;

import dev.sluice.core.feedback.MailEvent;
import dev.sluice.core.feedback.MailEvent.BounceType;
import dev.sluice.core.feedback.MailEvent.ComplaintType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads the detail of SES's events.
 *
 * <p>Members as in "Contents of event data that Amazon SES publishes" of the Amazon SES Developer
 * Guide, which EventBridge carries unchanged.
 */
final class MailEventParser {

  /** How subtypes end by which SES says that it did not try. */
  private static final String SUPPRESSED_SUFFIX = "SuppressionList";

  private final String linkBase;

  MailEventParser(String linkBase) {
    this.linkBase = linkBase.endsWith("/") ? linkBase : linkBase + "/";
  }

  /**
   * Returns the event.
   *
   * @param sentAt when SES took the message
   * @return empty if its type is not known
   * @throws IllegalArgumentException if a time or a kind of bounce is missing or unknown
   */
  Optional<MailEvent> parse(JsonNode detail, Instant sentAt) {
    return switch (detail.path("eventType").asString("")) {
      case "Send" -> Optional.of(new MailEvent.Send(sentAt));
      case "Delivery" -> Optional.of(new MailEvent.Delivery(timestamp(detail, "delivery")));
      case "DeliveryDelay" ->
          Optional.of(new MailEvent.DeliveryDelay(timestamp(detail, "deliveryDelay")));
      case "Reject" -> Optional.of(new MailEvent.Reject(sentAt));
      case "Rendering Failure" -> Optional.of(new MailEvent.RenderingFailure(sentAt));
      case "Bounce" -> Optional.of(bounce(detail.path("bounce")));
      case "Complaint" -> Optional.of(complaint(detail.path("complaint")));
      case "Open" -> Optional.of(open(detail.path("open")));
      case "Click" -> Optional.of(click(detail.path("click")));
      case "Subscription" -> Optional.of(subscription(detail.path("subscription")));
      default -> Optional.empty();
    };
  }

  /** Returns an instant in whole milliseconds. */
  static Instant parseInstant(JsonNode holder, String member) {
    String value = holder.path(member).asString("");
    try {
      return Instant.parse(value).truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' is '%s'; it must be an instant such as 2026-11-26T10:00:00.000Z"
              .formatted(member, value),
          e);
    }
  }

  private static Instant timestamp(JsonNode detail, String part) {
    return parseInstant(detail.path(part), "timestamp");
  }

  private static MailEvent bounce(JsonNode bounce) {
    boolean tried = !bounce.path("bounceSubType").asString("").endsWith(SUPPRESSED_SUFFIX);
    String type = bounce.path("bounceType").asString("");
    BounceType meaning =
        switch (type) {
          case "Permanent" -> tried ? BounceType.PERMANENT : BounceType.ON_SUPPRESSION_LIST;
          case "Transient" -> BounceType.TRANSIENT;
          case "Undetermined" -> BounceType.UNDETERMINED;
          default ->
              throw new IllegalArgumentException(
                  "'bounceType' is '%s'; SES documents Permanent, Transient and Undetermined"
                      .formatted(type));
        };
    return new MailEvent.Bounce(parseInstant(bounce, "timestamp"), meaning);
  }

  private static MailEvent complaint(JsonNode complaint) {
    boolean tried = !complaint.path("complaintSubType").asString("").endsWith(SUPPRESSED_SUFFIX);
    boolean isSpam = !complaint.path("complaintFeedbackType").asString("").equals("not-spam");
    ComplaintType meaning = isSpam ? ComplaintType.UNWANTED : ComplaintType.NOT_SPAM;
    return new MailEvent.Complaint(
        parseInstant(complaint, "timestamp"), tried ? meaning : ComplaintType.ON_SUPPRESSION_LIST);
  }

  private static MailEvent open(JsonNode open) {
    return new MailEvent.Open(
        parseInstant(open, "timestamp"),
        MachineUserAgents.classify(open.path("userAgent").asString("")));
  }

  private MailEvent click(JsonNode click) {
    String link = click.path("link").asString("");
    return new MailEvent.Click(
        parseInstant(click, "timestamp"),
        MachineUserAgents.classify(click.path("userAgent").asString("")),
        link.hashCode(),
        link.startsWith(linkBase));
  }

  private static MailEvent subscription(JsonNode subscription) {
    return new MailEvent.Subscription(
        parseInstant(subscription, "timestamp"),
        subscription.path("newTopicPreferences").path("unsubscribeAll").asBoolean(false));
  }
}
