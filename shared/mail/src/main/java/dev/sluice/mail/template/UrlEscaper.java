package dev.sluice.mail.template;

import dev.sluice.core.support.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Escaping for the parts of a URL (RFC 3986).
 *
 * <p>A value at the start decides where the link leads: it is a URL of http, https or mailto, or
 * empty. Behind {@code ?} or {@code #} a value is one component, and every reserved character of it
 * is percent-encoded; before, it may be several segments of a path.
 */
final class UrlEscaper {

  private static final String RULE = "give a URL that starts with https:, http: or mailto:";

  private static final Pattern AT_START =
      Pattern.compile("(?:https?|mailto):.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** The end of a URL's scheme or of its first segment; the # of {@code &#39;} is none. */
  private static final Pattern DELIMITER = Pattern.compile("[:/?]|(?<!&)#");

  private static final Pattern QUERY = Pattern.compile("\\?|(?<!&)#");

  /** Schemes that an author may write before a value. */
  private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel", "sms", "cid");

  private static final String UNRESERVED = "-._~";

  /** Reserved characters but the apostrophe, which would end a {@code url('…')} of a style. */
  private static final String RESERVED = ":/?#[]@!$&()*+,;=";

  /** Reserved characters of a mail address or telephone number. */
  private static final String IN_ADDRESS = "@+";

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private UrlEscaper() {}

  /**
   * Returns the remedy for a value behind {@code before}, empty if it can be made safe.
   *
   * @param before the attribute's value so far, with its character references
   */
  static Optional<String> remedyIfUnsafe(String before) {
    String start = before.strip();
    Matcher delimiter = DELIMITER.matcher(start);
    if (!delimiter.find()) {
      return start.indexOf('&') < 0
          ? Optional.empty()
          : Optional.of("write the beginning of the URL without character references");
    }
    String scheme = start.substring(0, delimiter.start()).toLowerCase(Locale.ROOT);
    return delimiter.group().equals(":") && !scheme.isEmpty() && !SCHEMES.contains(scheme)
        ? Optional.of("use a URL of http, https, mailto, tel, sms or cid")
        : Optional.empty();
  }

  /**
   * Returns a value escaped for the place behind {@code before}; HTML is escaped afterwards.
   *
   * @param place what errors call the template
   * @param before the attribute's value so far, with its character references
   * @throws InvalidInputException if the value is at the start and is no URL of http, https or
   *     mailto
   */
  static String escape(String place, String before, String value) {
    if (before.isBlank()) {
      String url = value.strip();
      if (!url.isEmpty() && !AT_START.matcher(url).matches()) {
        throw InvalidInputException.of(place, "a link that is no web or mail address", RULE);
      }
      return encode(url, RESERVED);
    }
    return encode(value, keptBehind(before.strip().toLowerCase(Locale.ROOT)));
  }

  private static String keptBehind(String before) {
    if (!DELIMITER.matcher(before).find() || QUERY.matcher(before).find()) {
      return "";
    }
    return before.startsWith("http") || before.indexOf(':') < 0 ? RESERVED : IN_ADDRESS;
  }

  private static String encode(String value, String kept) {
    StringBuilder out = new StringBuilder(value.length() + 16);
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xFF);
      boolean encoded = c == '%' && !kept.isEmpty() && isHex(bytes, i + 1) && isHex(bytes, i + 2);
      if (isAlphanumeric(c) || UNRESERVED.indexOf(c) >= 0 || kept.indexOf(c) >= 0 || encoded) {
        out.append(c);
      } else {
        out.append('%').append(HEX.toHexDigits(bytes[i]));
      }
    }
    return out.toString();
  }

  private static boolean isAlphanumeric(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  private static boolean isHex(byte[] bytes, int i) {
    return i < bytes.length && Character.digit(bytes[i], 16) >= 0;
  }
}
