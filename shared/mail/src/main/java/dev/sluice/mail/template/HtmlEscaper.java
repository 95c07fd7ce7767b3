package dev.sluice.mail.template;

/**
 * Escaping for HTML text and for quoted attribute values, the two places a name may stand in.
 *
 * <p>The five characters of the OWASP rule for quoted positions; unquoted ones are refused when a
 * template is compiled. {@code HtmlWriter} escapes what is a URL as one before.
 */
public final class HtmlEscaper {

  private HtmlEscaper() {}

  /** Returns text escaped so that HTML shows it character by character. */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
