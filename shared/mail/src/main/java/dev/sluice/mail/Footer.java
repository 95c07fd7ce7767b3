package dev.sluice.mail;

import dev.sluice.mail.i18n.Language;
import dev.sluice.mail.template.HtmlEscaper;
import dev.sluice.mail.template.TextSanitizer;
import java.util.Locale;

/**
 * The legally required parts of a marketing message, added where they are missing: an unsubscribe
 * link and a postal address (CAN-SPAM, 15 U.S.C. 7704(a)(3) and (5)).
 *
 * <p>The check is on the rendered message, not on the template, because a section may hide either.
 *
 * @param topicName the topic's friendly name
 */
record Footer(Language language, SystemVariables variables, String topicName) {

  Footer {
    topicName = TextSanitizer.singleLine(topicName);
  }

  String completeHtml(String html) {
    StringBuilder missing = new StringBuilder();
    if (!html.contains(HtmlEscaper.escape(variables.unsubscribe().toASCIIString()))) {
      missing
          .append("<p>")
          .append(link(variables.unsubscribe().toASCIIString(), unsubscribeText()))
          .append(" · ")
          .append(
              link(variables.preferences().toASCIIString(), language.message("footer.preferences")))
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
          .append("\n%s:\n%s\n".formatted(unsubscribeText(), variables.unsubscribe()))
          .append(
              "\n%s:\n%s\n"
                  .formatted(language.message("footer.preferences"), variables.preferences()));
    }
    if (!collapseWhitespace(text).contains(collapseWhitespace(variables.postalAddress()))) {
      missing.append(
          "\n%s\n".formatted(TextSanitizer.multiLine(variables.postalAddress()).strip()));
    }
    return missing.isEmpty() ? text : text.stripTrailing() + "\n\n-- " + missing;
  }

  private String unsubscribeText() {
    return language.message("footer.unsubscribe").replace("{topic}", topicName);
  }

  private static String link(String url, String text) {
    return "<a href=\"%s\">%s</a>".formatted(HtmlEscaper.escape(url), HtmlEscaper.escape(text));
  }

  private static String insertBeforeBodyEnd(String html, String footer) {
    int end = html.toLowerCase(Locale.ROOT).lastIndexOf("</body");
    return end < 0 ? html + footer : html.substring(0, end) + footer + html.substring(end);
  }

  private static String collapseWhitespace(String text) {
    return text.replaceAll("[\\s,|]++", " ").strip().toLowerCase(Locale.ROOT);
  }
}
