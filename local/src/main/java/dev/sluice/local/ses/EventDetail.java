package dev.sluice.local.ses;

import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.local.template.PhysicalNames;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The detail of an event, with the members that the Amazon SES Developer Guide documents under
 * "Contents of event data".
 */
final class EventDetail {

  private final SesEvent event;
  private final ReceivedMessage message;
  private final String at;

  private EventDetail(SesEvent event, ReceivedMessage message) {
    this.event = event;
    this.message = message;
    this.at = message.at().toString();
  }

  static ObjectNode of(SesEvent event, ReceivedMessage message) {
    return new EventDetail(event, message).write();
  }

  private ObjectNode write() {
    ObjectNode detail = JsonMapper.shared().createObjectNode();
    detail.put("eventType", event.eventType());
    mail(detail.putObject("mail"));
    switch (event) {
      case SEND -> detail.putObject("send");
      case DELIVERY -> delivery(detail.putObject("delivery"));
      case BOUNCE -> bounce(detail.putObject("bounce"), "General");
      case SUPPRESSED -> bounce(detail.putObject("bounce"), "Suppressed");
      case COMPLAINT -> complaint(detail.putObject("complaint"));
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

  private void complaint(ObjectNode complaint) {
    complaint
        .putArray("complainedRecipients")
        .addObject()
        .put("emailAddress", message.to().getFirst());
    complaint
        .put("timestamp", at)
        .put("feedbackId", message.id() + "-complaint")
        .put("complaintFeedbackType", "abuse");
  }

  private void recipients(ArrayNode into) {
    message.to().forEach(into::add);
  }
}
