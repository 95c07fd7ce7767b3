package dev.sluice.local.ses;

import dev.sluice.local.mailbox.ReceivedMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Parses and validates the body of a SendEmail call by the limits in SES's API reference. */
final class SendEmailRequestParser {

  private static final int MAX_RECIPIENTS = 50;
  private static final int MAX_HEADERS = 15;
  private static final int MAX_TAGS = 50;

  private static final Pattern HEADER_NAME = Pattern.compile("[!-9;-~]{1,126}");
  private static final Pattern HEADER_VALUE = Pattern.compile("[ -~]{1,995}");

  /** What SES itself reads from tags, to put it into the header Feedback-ID. */
  private static final String FEEDBACK_ID = "^ses:(?=feedback-id-[ab]$)";

  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_-]{1,256}");
  private static final Pattern ADDRESS =
      Pattern.compile("(?s)[^\\p{Cntrl}]*<?[^\\s@<>\\p{Cntrl}]+@[^\\s@<>\\p{Cntrl}]+>?");

  /** Headers that SES sets from the other fields. */
  private static final Set<String> RESERVED =
      Set.of(
          "from",
          "to",
          "cc",
          "bcc",
          "subject",
          "reply-to",
          "sender",
          "return-path",
          "date",
          "message-id",
          "mime-version",
          "content-type",
          "content-transfer-encoding",
          "received");

  private SendEmailRequestParser() {}

  /** Returns the message to send, without an id. */
  static ReceivedMessage parse(JsonNode call, Instant at) {
    JsonNode content = call.path("Content");
    String from = call.path("FromEmailAddress").asString("");
    List<String> to = recipients(call.path("Destination"));
    checkAddress("FromEmailAddress", from);
    checkRecipients(to);
    JsonNode simple = content.path("Simple");
    if (!simple.isObject()) {
      throw SesEmulatorException.badRequest(
          "Content must have Simple: this emulator takes no raw and no templated messages.");
    }
    String html = simple.path("Body").path("Html").path("Data").asString("");
    String text = simple.path("Body").path("Text").path("Data").asString("");
    if (html.isEmpty() && text.isEmpty()) {
      throw SesEmulatorException.badRequest("Body must have Html or Text.");
    }
    return new ReceivedMessage(
        "",
        at,
        from,
        to,
        subject(simple),
        html,
        text,
        headers(simple),
        tags(call),
        set(call),
        true);
  }

  private static List<String> recipients(JsonNode destination) {
    List<String> all = new ArrayList<>();
    for (String field : List.of("ToAddresses", "CcAddresses", "BccAddresses")) {
      destination.path(field).forEach(address -> all.add(address.asString("")));
    }
    return all;
  }

  private static void checkRecipients(List<String> to) {
    if (to.isEmpty() || to.size() > MAX_RECIPIENTS) {
      throw SesEmulatorException.badRequest(
          "Recipient count is " + to.size() + "; it must be 1 to " + MAX_RECIPIENTS + ".");
    }
    to.forEach(address -> checkAddress("Destination", address));
  }

  private static void checkAddress(String field, String address) {
    if (!ADDRESS.matcher(address).matches()) {
      throw SesEmulatorException.badRequest(
          field + " has an address that is missing its '@domain' or is illegal.");
    }
  }

  private static String subject(JsonNode simple) {
    String subject = simple.path("Subject").path("Data").asString("");
    if (subject.isEmpty() || subject.chars().anyMatch(Character::isISOControl)) {
      throw SesEmulatorException.badRequest(
          "Subject must be given and have no control characters.");
    }
    return subject;
  }

  private static List<ReceivedMessage.Header> headers(JsonNode simple) {
    List<ReceivedMessage.Header> headers = new ArrayList<>();
    for (JsonNode header : simple.path("Headers")) {
      String name = header.path("Name").asString("");
      String value = header.path("Value").asString("");
      if (!HEADER_NAME.matcher(name).matches()
          || !HEADER_VALUE.matcher(value).matches()
          || isReserved(name)) {
        throw SesEmulatorException.badRequest(
            "Header '" + name.replaceAll("[^!-~]", "?") + "' is reserved, too long or not ASCII.");
      }
      headers.add(new ReceivedMessage.Header(name, value));
    }
    if (headers.size() > MAX_HEADERS) {
      throw SesEmulatorException.badRequest("There are more than " + MAX_HEADERS + " headers.");
    }
    return headers;
  }

  private static boolean isReserved(String name) {
    return RESERVED.contains(name.toLowerCase(Locale.ROOT));
  }

  private static Map<String, String> tags(JsonNode call) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (JsonNode tag : call.path("EmailTags")) {
      String name = tag.path("Name").asString("");
      String value = tag.path("Value").asString("");
      if (!TAG.matcher(name.replaceFirst(FEEDBACK_ID, "")).matches()
          || !TAG.matcher(value).matches()) {
        throw SesEmulatorException.badRequest(
            "Tag names and values have 1 to 256 of A-Z a-z 0-9 _ and -.");
      }
      tags.put(name, value);
    }
    if (tags.size() > MAX_TAGS) {
      throw SesEmulatorException.badRequest("There are more than " + MAX_TAGS + " tags.");
    }
    return tags;
  }

  private static Optional<String> set(JsonNode call) {
    return Optional.of(call.path("ConfigurationSetName").asString(""))
        .filter(name -> !name.isEmpty());
  }
}
