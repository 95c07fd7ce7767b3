package dev.sluice.mail.template;

import java.util.Locale;
import java.util.Optional;

/**
 * Where in an HTML document the next character stands, as far as escaping depends on it.
 *
 * <p>A small part of the HTML tokenizer: it finds the author's mistakes in well-formed documents
 * and does not judge the documents themselves.
 */
final class HtmlPosition {

  private enum At {
    TEXT,
    /** Right after a {@code <} that ends what was moved over: what comes next may name a tag. */
    OPEN,
    TAG,
    DOUBLE_QUOTED,
    SINGLE_QUOTED,
    COMMENT,
    RAW
  }

  private At at = At.TEXT;
  private String element = "";
  private char lastInTag;

  /** Moves over literal HTML. */
  void advance(String html) {
    for (int i = 0; i < html.length(); ) {
      i =
          switch (at) {
            case TEXT -> inText(html, i);
            case OPEN -> afterOpen(html, i);
            case TAG -> inTag(html, i);
            case DOUBLE_QUOTED -> until(html, i, "\"", At.TAG);
            case SINGLE_QUOTED -> until(html, i, "'", At.TAG);
            case COMMENT -> until(html, i, "-->", At.TEXT);
            case RAW -> inRaw(html, i);
          };
    }
  }

  /** Returns what to do instead of naming an attribute here, empty if it may be named here. */
  Optional<String> objection() {
    return switch (at) {
      case TEXT, DOUBLE_QUOTED, SINGLE_QUOTED, COMMENT -> Optional.empty();
      case OPEN -> Optional.of("write the tag's name out, or &lt; if no tag is meant");
      case TAG -> Optional.of("inside an HTML tag, put it between quotes: href=\"{{name}}\"");
      case RAW -> Optional.of("move it out of <" + element + ">, where escaping has no effect");
    };
  }

  private int inText(String html, int i) {
    int open = html.indexOf('<', i);
    if (open < 0) {
      return html.length();
    }
    at = At.OPEN;
    return open + 1;
  }

  private int afterOpen(String html, int i) {
    if (html.startsWith("!--", i)) {
      at = At.COMMENT;
      return i + 3;
    }
    char next = html.charAt(i);
    if (Character.isLetter(next) || next == '/' || next == '!') {
      at = At.TAG;
      element = elementAt(html, i);
      lastInTag = next;
    } else {
      at = At.TEXT;
    }
    return i;
  }

  private int inTag(String html, int i) {
    char c = html.charAt(i);
    if (c == '>') {
      at = element.equals("script") || element.equals("style") ? At.RAW : At.TEXT;
    } else if (lastInTag == '=' && (c == '"' || c == '\'')) {
      at = c == '"' ? At.DOUBLE_QUOTED : At.SINGLE_QUOTED;
    }
    lastInTag = Character.isWhitespace(c) ? lastInTag : c;
    return i + 1;
  }

  private int inRaw(String html, int i) {
    String end = "</" + element;
    for (int close = html.indexOf("</", i); close >= 0; close = html.indexOf("</", close + 2)) {
      if (html.regionMatches(true, close, end, 0, end.length())) {
        at = At.TAG;
        element = "";
        return close + end.length();
      }
    }
    return html.length();
  }

  private int until(String html, int i, String end, At then) {
    int found = html.indexOf(end, i);
    if (found < 0) {
      return html.length();
    }
    at = then;
    return found + end.length();
  }

  private static String elementAt(String html, int start) {
    int end = start;
    while (end < html.length() && Character.isLetterOrDigit(html.charAt(end))) {
      end++;
    }
    return html.substring(start, end).toLowerCase(Locale.ROOT);
  }
}
