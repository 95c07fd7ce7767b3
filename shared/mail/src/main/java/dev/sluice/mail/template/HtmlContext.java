package dev.sluice.mail.template;

import java.util.Locale;
import java.util.Optional;

/**
 * The position in an HTML document, as far as escaping depends on it.
 *
 * <p>A small part of the HTML tokenizer: it finds unsafe variables in well-formed documents and
 * does not validate the documents themselves.
 */
final class HtmlContext {

  private enum State {
    TEXT,
    /** Right after a {@code <}: the next character may begin a tag's name. */
    TAG_OPEN,
    TAG,
    DOUBLE_QUOTED,
    SINGLE_QUOTED,
    COMMENT,
    RAW_TEXT
  }

  private State state = State.TEXT;
  private String element = "";
  private char lastInTag;

  /** Consumes literal HTML. */
  void advance(String html) {
    for (int i = 0; i < html.length(); ) {
      i =
          switch (state) {
            case TEXT -> inText(html, i);
            case TAG_OPEN -> afterOpen(html, i);
            case TAG -> inTag(html, i);
            case DOUBLE_QUOTED -> until(html, i, "\"", State.TAG);
            case SINGLE_QUOTED -> until(html, i, "'", State.TAG);
            case COMMENT -> until(html, i, "-->", State.TEXT);
            case RAW_TEXT -> inRaw(html, i);
          };
    }
  }

  /** Returns the remedy for a variable at this position, empty if it is safe here. */
  Optional<String> remedyIfUnsafe() {
    return switch (state) {
      case TEXT, DOUBLE_QUOTED, SINGLE_QUOTED, COMMENT -> Optional.empty();
      case TAG_OPEN -> Optional.of("write the tag's name out, or &lt; if no tag is meant");
      case TAG -> Optional.of("inside an HTML tag, put it between quotes: href=\"{{name}}\"");
      case RAW_TEXT ->
          Optional.of("move it out of <" + element + ">, where escaping has no effect");
    };
  }

  private int inText(String html, int i) {
    int open = html.indexOf('<', i);
    if (open < 0) {
      return html.length();
    }
    state = State.TAG_OPEN;
    return open + 1;
  }

  private int afterOpen(String html, int i) {
    if (html.startsWith("!--", i)) {
      state = State.COMMENT;
      return i + 3;
    }
    char next = html.charAt(i);
    if (Character.isLetter(next) || next == '/' || next == '!') {
      state = State.TAG;
      element = elementAt(html, i);
      lastInTag = next;
    } else {
      state = State.TEXT;
    }
    return i;
  }

  private int inTag(String html, int i) {
    char c = html.charAt(i);
    if (c == '>') {
      state = element.equals("script") || element.equals("style") ? State.RAW_TEXT : State.TEXT;
    } else if (lastInTag == '=' && (c == '"' || c == '\'')) {
      state = c == '"' ? State.DOUBLE_QUOTED : State.SINGLE_QUOTED;
    }
    lastInTag = Character.isWhitespace(c) ? lastInTag : c;
    return i + 1;
  }

  private int inRaw(String html, int i) {
    String end = "</" + element;
    for (int close = html.indexOf("</", i); close >= 0; close = html.indexOf("</", close + 2)) {
      if (html.regionMatches(true, close, end, 0, end.length())) {
        state = State.TAG;
        element = "";
        return close + end.length();
      }
    }
    return html.length();
  }

  private int until(String html, int i, String end, State then) {
    int found = html.indexOf(end, i);
    if (found < 0) {
      return html.length();
    }
    state = then;
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
