package dev.sluice.mail;

import dev.sluice.mail.template.HtmlEscaper;
import dev.sluice.mail.template.TextSanitizer;
import java.util.Locale;

/**
 * What must be in every marketing message, added where the template left it out: a link to leave
 * and a postal address (CAN-SPAM, 15 U.S.C. 7704(a)(3) and (5)).
 *
 * <p>It looks at the rendered message and not at the template, because a section may have hidden
 * either.
 *
 * @param topicName the topic's friendly name
 */
record Footer(FooterMessages messages, SystemVariables variables, String topicName) {

  Footer {
    topicName = TextSanitizer.singleLine(topicName);
  }

  String completeHtml(String html) {
    StringBuilder missing = new StringBuilder();
    if (!html.contains(HtmlEscaper.escape(variables.unsubscribe().toASCIIString()))) {
      missing
          .append("<p>")
          .append(
              link(variables.unsubscribe().toASCIIString(), messages.unsubscribeFrom(topicName)))
          .append(" · ")
          .append(link(variables.preferences().toASCIIString(), messages.preferences()))
          .append("</p>\n");
    }
    if (!collapseWhitespace(HtmlToText.convert(html))
        .contains(collapseWhitespace(variables.postalAddress()))) {
      String lines = HtmlEscaper.escape(TextSanitizer.multiLine(variables.postalAddress()).strip());
      missing.append("<p>").append(lines.replace("\n", "<br>\n")).append("</p>\n");
    }
    return missing.isEmpty()
        ? html
        : insertBeforeBodyEnd(html, "\n<div dir=\"auto\">\n" + missing + "</div>\n");
  }

  String completeText(String text) {
    StringBuilder missing = new StringBuilder();
    if (!text.contains(variables.unsubscribe().toASCIIString())) {
      missing
          .append(
              "\n%s:\n%s\n".formatted(messages.unsubscribeFrom(topicName), variables.unsubscribe()))
          .append("\n%s:\n%s\n".formatted(messages.preferences(), variables.preferences()));
    }
    if (!collapseWhitespace(text).contains(collapseWhitespace(variables.postalAddress()))) {
      missing.append(
          "\n%s\n".formatted(TextSanitizer.multiLine(variables.postalAddress()).strip()));
    }
    return missing.isEmpty() ? text : text.stripTrailing() + "\n\n-- " + missing;
  }

  /**
   * Returns a link that SES leaves as it is: its click tracking would lead through a domain of its
   * own, and takes the attribute {@code ses:no-track} out of what is sent.
   */
  private static String link(String url, String words) {
    return "<a ses:no-track href=\"%s\">%s</a>"
        .formatted(HtmlEscaper.escape(url), HtmlEscaper.escape(words));
  }

  private static String insertBeforeBodyEnd(String html, String footer) {
    int end = html.toLowerCase(Locale.ROOT).lastIndexOf("</body");
    return end < 0 ? html + footer : html.substring(0, end) + footer + html.substring(end);
  }

  private static String collapseWhitespace(String text) {
    return text.replaceAll("[\\s,|]++", " ").strip().toLowerCase(Locale.ROOT);
  }
}
