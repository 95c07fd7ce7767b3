package dev.sluice.local.ses;

import dev.sluice.local.mailbox.EngagementTracking.ReaderClient;
import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.local.template.PhysicalNames;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The detail of an event, with the members that the Amazon SES Developer Guide documents under
 * "Contents of event data".
 */
final class SesEventDetailJson {

  private final EmulatedSesEvent event;
  private final ReceivedMessage message;
  private final String at;

  private SesEventDetailJson(EmulatedSesEvent event, ReceivedMessage message) {
    this.event = event;
    this.message = message;
    this.at = message.at().toString();
  }

  static ObjectNode encode(EmulatedSesEvent event, ReceivedMessage message) {
    return new SesEventDetailJson(event, message).toJson();
  }

  private ObjectNode toJson() {
    ObjectNode detail = JsonMapper.shared().createObjectNode();
    detail.put("eventType", event.type().eventType());
    mail(detail.putObject("mail"));
    switch (event) {
      case EmulatedSesEvent.Send _ -> detail.putObject("send");
      case EmulatedSesEvent.Delivery _ -> delivery(detail.putObject("delivery"));
      case EmulatedSesEvent.Bounce(String subType) -> bounce(detail.putObject("bounce"), subType);
      case EmulatedSesEvent.Complaint(var subType) ->
          complaint(detail.putObject("complaint"), subType);
      case EmulatedSesEvent.Open(Instant then, ReaderClient by) ->
          putReaderClient(detail.putObject("open"), then, by);
      case EmulatedSesEvent.Click click -> click(detail.putObject("click"), click);
    }
    return detail;
  }

  private void mail(ObjectNode mail) {
    mail.put("timestamp", at)
        .put("source", message.from())
        .put("sendingAccountId", PhysicalNames.LOCAL_ACCOUNT)
        .put("messageId", message.id());
    recipients(mail.putArray("destination"));
    mail.put("headersTruncated", false);
    ArrayNode headers = mail.putArray("headers");
    message
        .headers()
        .forEach(
            header -> headers.addObject().put("name", header.name()).put("value", header.value()));
    ObjectNode common = mail.putObject("commonHeaders");
    common.putArray("from").add(message.from());
    recipients(common.putArray("to"));
    common.put("messageId", message.id()).put("subject", message.subject());
    ObjectNode tags = mail.putObject("tags");
    message.configurationSet().ifPresent(set -> tags.putArray("ses:configuration-set").add(set));
    message.tags().forEach((name, value) -> tags.putArray(name).add(value));
  }

  private void delivery(ObjectNode delivery) {
    delivery.put("timestamp", at).put("processingTimeMillis", 0);
    recipients(delivery.putArray("recipients"));
    delivery.put("smtpResponse", "250 2.6.0 Message received").put("reportingMTA", "mailbox.local");
  }

  private void bounce(ObjectNode bounce, String subType) {
    bounce.put("bounceType", "Permanent").put("bounceSubType", subType);
    bounce
        .putArray("bouncedRecipients")
        .addObject()
        .put("emailAddress", message.to().getFirst())
        .put("action", "failed")
        .put("status", "5.1.1")
        .put("diagnosticCode", "smtp; 550 5.1.1 user unknown");
    bounce.put("timestamp", at).put("feedbackId", message.id() + "-bounce");
  }

  /**
   * Writes the feedback type only if there was a report: a suppressed recipient gets no message.
   */
  private void complaint(ObjectNode complaint, Optional<String> subType) {
    complaint
        .putArray("complainedRecipients")
        .addObject()
        .put("emailAddress", message.to().getFirst());
    complaint.put("timestamp", at).put("feedbackId", message.id() + "-complaint");
    subType.ifPresentOrElse(
        listed -> complaint.put("complaintSubType", listed),
        () -> complaint.put("complaintFeedbackType", "abuse"));
  }

  private static void click(ObjectNode into, EmulatedSesEvent.Click click) {
    putReaderClient(into, click.at(), click.reader());
    into.put("link", click.link().target().toString());
    ObjectNode tags = into.putObject("linkTags");
    click.link().tags().forEach((key, values) -> values.forEach(tags.putArray(key)::add));
  }

  private static void putReaderClient(ObjectNode into, Instant at, ReaderClient by) {
    into.put("ipAddress", by.ipAddress())
        .put("timestamp", at.toString())
        .put("userAgent", by.userAgent());
  }

  private void recipients(ArrayNode into) {
    message.to().forEach(into::add);
  }
}
