package dev.sluice.local.ses;

import dev.sluice.local.mailbox.ReceivedMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The headers and the text and HTML parts of a MIME message (RFC 2045, 2046, 2047), as far as a
 * mailbox shows them: attachments are passed over.
 *
 * @param headers all headers of the message, unfolded
 * @param html the first HTML part, empty if none
 * @param text the first plain part, empty if none
 */
record ParsedMimeMessage(List<ReceivedMessage.Header> headers, String html, String text) {

  /** Multiparts inside multiparts at most. */
  private static final int MAX_DEPTH = 10;

  private static final Pattern ENCODED_WORD =
      Pattern.compile("=\\?([^?]+)\\?([bBqQ])\\?([^?]*)\\?=(?:\\s+(?==\\?))?");

  static ParsedMimeMessage parse(String message) {
    return parse(message, 0);
  }

  Optional<String> header(String name) {
    return value(headers, name);
  }

  String subject() {
    return decodeWords(header("Subject").orElse(""));
  }

  List<String> recipients() {
    List<String> all = new ArrayList<>();
    for (String name : List.of("To", "Cc", "Bcc")) {
      header(name).ifPresent(list -> List.of(list.split(",")).forEach(a -> all.add(a.strip())));
    }
    return all;
  }

  private static ParsedMimeMessage parse(String message, int depth) {
    String normal = message.replace("\r\n", "\n");
    int blank = normal.indexOf("\n\n");
    String head = blank < 0 ? normal : normal.substring(0, blank);
    String body = blank < 0 ? "" : normal.substring(blank + 2);
    List<ReceivedMessage.Header> headers = headers(head);
    String type = value(headers, "Content-Type").orElse("text/plain");
    String lower = type.toLowerCase(Locale.ROOT);
    if (lower.startsWith("multipart/") && depth < MAX_DEPTH) {
      return multipart(headers, parameter(type, "boundary"), body, depth);
    }
    boolean attached =
        value(headers, "Content-Disposition")
            .orElse("")
            .toLowerCase(Locale.ROOT)
            .startsWith("attach");
    String content = attached ? "" : decode(headers, type, body);
    boolean html = lower.startsWith("text/html");
    boolean text = lower.startsWith("text/plain");
    return new ParsedMimeMessage(headers, html ? content : "", text ? content : "");
  }

  private static ParsedMimeMessage multipart(
      List<ReceivedMessage.Header> headers, String boundary, String body, int depth) {
    String html = "";
    String text = "";
    String[] pieces = ("\n" + body).split(Pattern.quote("\n--" + boundary));
    for (int i = 1; i < pieces.length && !pieces[i].startsWith("--"); i++) {
      ParsedMimeMessage part = parse(pieces[i].replaceFirst("^[ \\t]*\\n", ""), depth + 1);
      html = html.isEmpty() ? part.html() : html;
      text = text.isEmpty() ? part.text() : text;
    }
    return new ParsedMimeMessage(headers, html, text);
  }

  private static List<ReceivedMessage.Header> headers(String head) {
    List<ReceivedMessage.Header> headers = new ArrayList<>();
    for (String line : head.replaceAll("\\n[ \\t]+", " ").split("\\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.add(
            new ReceivedMessage.Header(
                line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
      }
    }
    return headers;
  }

  private static Optional<String> value(List<ReceivedMessage.Header> headers, String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(ReceivedMessage.Header::value)
        .findFirst();
  }

  private static String parameter(String type, String name) {
    Matcher matcher = Pattern.compile("(?i)" + name + "=(\"([^\"]*)\"|[^;\\s]+)").matcher(type);
    if (!matcher.find()) {
      return "";
    }
    return matcher.group(1).replace("\"", "");
  }

  private static String decode(List<ReceivedMessage.Header> headers, String type, String body) {
    Charset charset = charset(parameter(type, "charset"));
    String encoding =
        value(headers, "Content-Transfer-Encoding").orElse("7bit").toLowerCase(Locale.ROOT);
    return switch (encoding) {
      case "base64" -> new String(Base64.getMimeDecoder().decode(body), charset);
      case "quoted-printable" -> new String(quotedPrintable(body.replace("=\n", "")), charset);
      default -> body;
    };
  }

  private static String decodeWords(String value) {
    return ENCODED_WORD
        .matcher(value)
        .replaceAll(word -> {
          Charset charset = charset(word.group(1));
          String data = word.group(3);
          byte[] bytes =
              word.group(2).equalsIgnoreCase("b")
                  ? Base64.getMimeDecoder().decode(data)
                  : quotedPrintable(data.replace('_', ' '));
          return Matcher.quoteReplacement(new String(bytes, charset));
        });
  }

  private static byte[] quotedPrintable(String data) {
    byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < bytes.length; i++) {
      boolean coded =
          bytes[i] == '='
              && i + 2 < bytes.length
              && Character.digit(bytes[i + 1], 16) >= 0
              && Character.digit(bytes[i + 2], 16) >= 0;
      out.write(
          coded
              ? Character.digit(bytes[i + 1], 16) * 16 + Character.digit(bytes[i + 2], 16)
              : bytes[i]);
      i += coded ? 2 : 0;
    }
    return out.toByteArray();
  }

  private static Charset charset(String name) {
    try {
      return name.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
