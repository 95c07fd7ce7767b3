package dev.sluice.mail;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The plain part of a message whose team wrote HTML only: its text, one line per block, each link's
 * address behind its words.
 *
 * <p>One pass over the HTML in linear time; it reads what templates make and never fails.
 */
final class HtmlToText {

  private static final Set<String> HIDDEN = Set.of("script", "style", "head", "title");
  private static final Set<String> BLOCKS =
      Set.of(
          "address",
          "article",
          "blockquote",
          "div",
          "footer",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "hr",
          "li",
          "main",
          "ol",
          "p",
          "pre",
          "section",
          "table",
          "tr",
          "ul");
  private static final Map<String, String> ENTITIES =
      Map.of(
          "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ", "copy", "©",
          "middot", "·", "mdash", "—", "ndash", "–");

  private static final Pattern ENTITY = Pattern.compile("&(#x?)?([0-9A-Za-z]{1,8});");
  private static final Pattern HREF =
      Pattern.compile("\\shref\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)')", Pattern.CASE_INSENSITIVE);

  private final String html;
  private final StringBuilder out = new StringBuilder();
  private String link = "";
  private int at;

  private HtmlToText(String html) {
    this.html = html;
  }

  static String convert(String html) {
    HtmlToText conversion = new HtmlToText(html);
    while (conversion.at < html.length()) {
      conversion.step();
    }
    return conversion
        .out
        .toString()
        .replaceAll(" ?\n ?", "\n")
        .replaceAll("\n{3,}", "\n\n")
        .strip();
  }

  private void step() {
    if (html.startsWith("<!--", at)) {
      at = indexAfter("-->");
    } else if (html.charAt(at) == '<' && at + 1 < html.length() && startsTag(html.charAt(at + 1))) {
      int end = tagEnd();
      appendTag(html.substring(at + 1, Math.max(at + 1, end - 1)), end);
    } else {
      int next = html.indexOf('<', at + 1);
      int end = next < 0 ? html.length() : next;
      appendText(html.substring(at, end));
      at = end;
    }
  }

  private void appendTag(String tag, int end) {
    String name = tagName(tag);
    at = end;
    if (HIDDEN.contains(name)) {
      at = indexAfterEndTag("</" + name);
    } else if (name.equals("br") || name.equals("/br")) {
      out.append('\n');
    } else if (name.equals("a")) {
      Matcher href = HREF.matcher(tag);
      link = href.find() ? unescape(href.group(1) == null ? href.group(2) : href.group(1)) : "";
    } else if (name.equals("/a") && !link.isEmpty()) {
      out.append(" <").append(link).append('>');
      link = "";
    } else if (name.equals("td") || name.equals("th")) {
      out.append(' ');
    } else if (BLOCKS.contains(name.startsWith("/") ? name.substring(1) : name)) {
      out.append(name.equals("p") || name.startsWith("h") ? "\n\n" : "\n");
    }
    if (name.equals("li")) {
      out.append("- ");
    }
  }

  private void appendText(String raw) {
    String words = unescape(raw.replaceAll("[ \\t\\r\\n\\f]++", " "));
    boolean gap = out.isEmpty() || Character.isWhitespace(out.charAt(out.length() - 1));
    out.append(gap ? words.stripLeading() : words);
  }

  /** End of the tag at hand, just behind its {@code >}; one between quotes does not end it. */
  private int tagEnd() {
    char quote = 0;
    for (int i = at; i < html.length(); i++) {
      char c = html.charAt(i);
      if (quote == 0 && c == '>') {
        return i + 1;
      }
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      }
    }
    return html.length();
  }

  private int indexAfter(String mark) {
    int found = html.indexOf(mark, at);
    return found < 0 ? html.length() : found + mark.length();
  }

  private int indexAfterEndTag(String mark) {
    for (int i = html.indexOf("</", at); i >= 0; i = html.indexOf("</", i + 2)) {
      if (html.regionMatches(true, i, mark, 0, mark.length())) {
        int end = html.indexOf('>', i);
        return end < 0 ? html.length() : end + 1;
      }
    }
    return html.length();
  }

  private static boolean startsTag(char c) {
    return Character.isLetter(c) || c == '/' || c == '!' || c == '?';
  }

  private static String tagName(String tag) {
    int end = 0;
    while (end < tag.length()
        && (Character.isLetterOrDigit(tag.charAt(end)) || (end == 0 && tag.charAt(0) == '/'))) {
      end++;
    }
    return tag.substring(0, end).toLowerCase(Locale.ROOT);
  }

  private static String unescape(String text) {
    return ENTITY
        .matcher(text)
        .replaceAll(
            entity -> Matcher.quoteReplacement(decodeEntity(entity.group(1), entity.group())));
  }

  private static String decodeEntity(
      @org.jspecify.annotations.Nullable String numeric, String entity) {
    String name = entity.substring(1, entity.length() - 1);
    if (numeric == null) {
      return ENTITIES.getOrDefault(name, entity);
    }
    try {
      int code =
          Integer.parseInt(name, numeric.length(), name.length(), numeric.length() == 2 ? 16 : 10);
      return Character.isValidCodePoint(code) && !Character.isISOControl(code)
          ? Character.toString(code)
          : "";
    } catch (NumberFormatException notANumber) {
      return entity;
    }
  }
}
