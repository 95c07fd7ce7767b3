package dev.sluice.local.mailbox;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/** Encodes a message as an .eml file that mail programs open (RFC 5322, RFC 2046). */
final class EmlEncoder {

  private static final String CRLF = "\r\n";

  private EmlEncoder() {}

  static String encode(ReceivedMessage message) {
    String boundary = "part-" + message.id();
    StringBuilder eml = new StringBuilder();
    header(eml, "From", message.from());
    header(eml, "To", String.join(", ", message.to()));
    header(eml, "Subject", message.subject());
    header(
        eml,
        "Date",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(message.at().atOffset(ZoneOffset.UTC)));
    header(eml, "Message-ID", "<" + message.id() + "@email.local>");
    message.headers().forEach(header -> header(eml, header.name(), header.value()));
    header(eml, "MIME-Version", "1.0");
    header(eml, "Content-Type", "multipart/alternative; boundary=\"" + boundary + "\"");
    eml.append(CRLF);
    part(eml, boundary, "text/plain", message.text());
    part(eml, boundary, "text/html", message.html());
    return eml.append("--").append(boundary).append("--").append(CRLF).toString();
  }

  private static void header(StringBuilder eml, String name, String value) {
    String line = value.replaceAll("[\\r\\n]+", " ");
    eml.append(name).append(": ").append(isAscii(line) ? line : encoded(line)).append(CRLF);
  }

  private static void part(StringBuilder eml, String boundary, String type, String content) {
    if (content.isEmpty()) {
      return;
    }
    eml.append("--").append(boundary).append(CRLF);
    header(eml, "Content-Type", type + "; charset=utf-8");
    header(eml, "Content-Transfer-Encoding", "base64");
    eml.append(CRLF)
        .append(Base64.getMimeEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8)))
        .append(CRLF);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 127);
  }

  private static String encoded(String text) {
    return "=?utf-8?B?"
        + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
        + "?=";
  }
}
