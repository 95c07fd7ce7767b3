package dev.sluice.mail;

import dev.sluice.mail.template.HtmlContext;
import dev.sluice.mail.template.HtmlEscaper;
import org.jsoup.parser.Parser;

/**
 * The attribute {@code ses:no-track} on every link that leads to our own pages.
 *
 * <p>Click tracking would lead through a domain of SES, which then holds the token, and whose
 * redirect a mail program that unsubscribes need not follow. SES removes the attribute before it
 * sends.
 */
final class UntrackedLinks {

  private static final String ATTRIBUTE = "ses:no-track";

  private final StringBuilder out;
  private final HtmlContext context = new HtmlContext();
  private int endOfName;
  private boolean isOwn;
  private boolean isMarked;

  private UntrackedLinks(int characters) {
    this.out = new StringBuilder(characters);
  }

  /**
   * Returns {@code html} with the attribute in each {@code <a>} and {@code <area>} that leads to a
   * URL below {@code base} and lacks it, wherever the link came from.
   */
  static String mark(String html, String base) {
    if (!html.contains(HtmlEscaper.escape(base))) {
      return html;
    }
    UntrackedLinks links = new UntrackedLinks(html.length() + 256);
    for (int i = 0; i < html.length(); i++) {
      links.write(html.charAt(i), base);
    }
    return links.out.toString();
  }

  private void write(char c, String base) {
    boolean wasInTag = context.inTag();
    boolean wasInValue = context.inValue();
    context.advance(c);
    if (!wasInTag && context.inTag()) {
      endOfName = out.length();
      isOwn = false;
      isMarked = false;
    }
    out.append(c);
    isMarked |= context.inTag() && context.attribute().equals(ATTRIBUTE);
    isOwn |= wasInValue && !context.inValue() && leadsTo(base);
    if (wasInTag && !context.inTag() && isOwn && !isMarked) {
      out.insert(endOfName, " " + ATTRIBUTE);
    }
  }

  private boolean leadsTo(String base) {
    boolean link = context.element().equals("a") || context.element().equals("area");
    return link
        && context.attribute().equals("href")
        && Parser.unescapeEntities(context.value(), true).strip().startsWith(base);
  }
}
