package dev.sluice.preferences;

import dev.sluice.lambda.http.HttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The body with which a mail client, or the page's own button, reports a click: the form field
 * {@code List-Unsubscribe} with the value {@code One-Click} (RFC 8058, section 3.2).
 *
 * <p>A body whose type begins with {@code multipart/} is split into parts by its boundary; any
 * other body is urlencoded. Other fields are ignored, and so are case and blanks around name and
 * value, because clients differ in them.
 */
final class OneClickBody {

  /** The largest body, in bytes: clients send about 200, including boundaries. */
  static final int MAX_BYTES = 8 * 1024;

  static final String FIELD = "List-Unsubscribe";
  static final String VALUE = "One-Click";

  private static final Pattern BOUNDARY =
      Pattern.compile(";\\s*boundary=\"?([^\";]{1,70})", Pattern.CASE_INSENSITIVE);
  private static final Pattern PART_NAME =
      Pattern.compile(";\\s*name=\"?" + FIELD + "\"?\\s*(;|\\R|$)", Pattern.CASE_INSENSITIVE);

  private OneClickBody() {}

  /** Returns whether the request reports a click. */
  static boolean isOneClick(HttpRequest request) {
    String type = request.header("content-type").orElse("");
    String body = new String(request.body(), StandardCharsets.UTF_8);
    return type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/")
        ? boundary(type).map(boundary -> isInMultipart(body, boundary)).orElse(false)
        : isInUrlEncoded(body);
  }

  private static Optional<String> boundary(String type) {
    return Optional.of(BOUNDARY.matcher(type)).filter(Matcher::find).map(found -> found.group(1));
  }

  private static boolean isInMultipart(String body, String boundary) {
    return Stream.of(body.split(Pattern.quote("--" + boundary), -1))
        .map(part -> part.split("\r\n\r\n|\n\n", 2))
        .filter(part -> part.length == 2)
        .anyMatch(part -> PART_NAME.matcher(part[0]).find() && isValue(part[1]));
  }

  private static boolean isInUrlEncoded(String body) {
    return Stream.of(body.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .anyMatch(pair -> decode(pair[0]).equalsIgnoreCase(FIELD) && isValue(decode(pair[1])));
  }

  private static boolean isValue(String text) {
    return text.strip().equalsIgnoreCase(VALUE);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8).strip();
    } catch (IllegalArgumentException e) {
      return text; // a stray '%', which neither the field nor the value has
    }
  }
}
