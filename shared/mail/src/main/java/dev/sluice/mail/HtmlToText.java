package dev.sluice.mail;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * The text part of a message whose team wrote HTML only: one line per block, each link's address
 * after its text, each picture's alternative text in its place, and nothing that a mail client does
 * not show.
 *
 * <p>jsoup parses the HTML as browsers do (HTML Standard, section 13.2), because newsletters are
 * tag soup: unclosed and misnested tags, attributes without quotes, conditional comments. Rendered
 * HTML has at most 1 MiB characters ({@code TemplateKind}); the text is never longer than the HTML.
 */
final class HtmlToText implements NodeFilter {

  private static final Pattern DISPLAY_NONE =
      Pattern.compile("display\\s*+:\\s*+none", Pattern.CASE_INSENSITIVE);

  /** Characters without width that only say where a line may break. */
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\u00AD\\u034F\\u180E\\u200B\\u2060\\uFEFF]++");

  private static final char ZERO_WIDTH_NON_JOINER = '\u200C';
  private static final char ZERO_WIDTH_JOINER = '\u200D';

  private final StringBuilder out = new StringBuilder();
  private final int maxCharacters;

  private final boolean showsAlternatives;

  private HtmlToText(int maxCharacters, boolean showsAlternatives) {
    this.maxCharacters = maxCharacters;
    this.showsAlternatives = showsAlternatives;
  }

  static String convert(String html) {
    return convert(html, true);
  }

  /** Returns the text without the alternative texts of pictures. */
  static String withoutAlternatives(String html) {
    return convert(html, false);
  }

  private static String convert(String html, boolean showsAlternatives) {
    HtmlToText text = new HtmlToText(html.length(), showsAlternatives);
    NodeTraversor.filter(text, Jsoup.parse(html));
    String lines =
        text.out.toString().replaceAll(" ?\n ?", "\n").replaceAll("\n{3,}", "\n\n").strip();
    return lines.substring(0, Math.min(lines.length(), html.length()));
  }

  /**
   * {@inheritDoc}
   *
   * <p>A link that is never closed is repeated by the parser in each block that follows: the limit
   * keeps its address from multiplying the text.
   */
  @Override
  public FilterResult head(Node node, int depth) {
    if (out.length() > maxCharacters) {
      return FilterResult.STOP;
    }
    if (node instanceof TextNode text) {
      append(text.getWholeText());
    } else if (node instanceof Element element) {
      if (isHidden(element)) {
        return FilterResult.SKIP_ENTIRELY;
      }
      out.append(separatorBefore(element.normalName()));
      if (showsAlternatives
          && element.normalName().equals("img")
          && !element.attr("alt").isBlank()) {
        append(" " + element.attr("alt") + " ");
      }
    }
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element element) {
      String address = element.normalName().equals("a") ? element.attr("href") : "";
      if (!address.isEmpty()) {
        append(" ");
        out.append('<').append(address).append('>');
      }
      out.append(separatorAfter(element.normalName()));
    }
    return FilterResult.CONTINUE;
  }

  /** Preheaders, and parts for screens of another size, are hidden by a style of their own. */
  private static boolean isHidden(Element element) {
    return element.normalName().equals("head")
        || element.hasAttr("hidden")
        || DISPLAY_NONE.matcher(element.attr("style")).find();
  }

  private void append(String text) {
    String visible = withoutIdleJoiners(INVISIBLE.matcher(text).replaceAll(""));
    String words = visible.replaceAll("[ \\t\\r\\n\\f\u00a0]++", " ");
    boolean gap = out.isEmpty() || Character.isWhitespace(out.charAt(out.length() - 1));
    out.append(gap ? words.stripLeading() : words);
  }

  /**
   * Removes joiners that join nothing: preheaders are filled up with them. Between letters of
   * Persian or Hindi, or the parts of an emoji, a joiner belongs to the spelling.
   */
  private static String withoutIdleJoiners(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      boolean belongs =
          !isJoiner(text.charAt(i))
              || (!kept.isEmpty()
                  && isJoined(kept.codePointBefore(kept.length()))
                  && i + 1 < text.length()
                  && isJoined(text.codePointAt(i + 1)));
      if (belongs) {
        kept.append(text.charAt(i));
      }
    }
    return kept.toString();
  }

  private static boolean isJoiner(int c) {
    return c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER;
  }

  private static boolean isJoined(int c) {
    boolean isMark =
        switch (Character.getType(c)) {
          case Character.NON_SPACING_MARK,
              Character.COMBINING_SPACING_MARK,
              Character.OTHER_SYMBOL,
              Character.MODIFIER_SYMBOL ->
              true;
          default -> false;
        };
    boolean isLatin = Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
    return isMark || (Character.isLetter(c) && !isLatin);
  }

  private static String separatorBefore(String tag) {
    return switch (tag) {
      case "p", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr" -> "\n\n";
      case "br" -> "\n";
      case "li" -> "\n- ";
      case "td", "th" -> " ";
      default -> separatorAfter(tag);
    };
  }

  private static String separatorAfter(String tag) {
    return switch (tag) {
      case "address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt" -> "\n";
      case "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header" -> "\n";
      case "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul" -> "\n";
      default -> "";
    };
  }
}
