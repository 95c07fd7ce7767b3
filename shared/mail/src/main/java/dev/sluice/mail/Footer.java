package dev.sluice.mail;

import dev.sluice.mail.template.HtmlEscaper;
import dev.sluice.mail.template.PlainText;
import java.util.Locale;

/**
 * What must be in every marketing message, added where the template left it out: a link to leave
 * and a postal address (CAN-SPAM, 15 U.S.C. 7704(a)(3) and (5)).
 *
 * <p>It looks at the rendered message and not at the template, because a section may have hidden
 * either.
 *
 * @param topic the topic's friendly name
 */
record Footer(FooterTexts texts, BuiltIn builtIn, String topic) {

  Footer {
    topic = PlainText.line(topic);
  }

  String completedHtml(String html) {
    StringBuilder missing = new StringBuilder();
    if (!html.contains(HtmlEscaper.escape(builtIn.unsubscribe().toASCIIString()))) {
      missing
          .append("<p>")
          .append(link(builtIn.unsubscribe().toASCIIString(), texts.unsubscribeFrom(topic)))
          .append(" · ")
          .append(link(builtIn.preferences().toASCIIString(), texts.preferences()))
          .append("</p>\n");
    }
    if (!squeezed(HtmlToText.convert(html)).contains(squeezed(builtIn.postalAddress()))) {
      String lines = HtmlEscaper.escape(PlainText.paragraph(builtIn.postalAddress()).strip());
      missing.append("<p>").append(lines.replace("\n", "<br>\n")).append("</p>\n");
    }
    return missing.isEmpty()
        ? html
        : insertedBeforeBodyEnd(html, "\n<div dir=\"auto\">\n" + missing + "</div>\n");
  }

  String completedText(String text) {
    StringBuilder missing = new StringBuilder();
    if (!text.contains(builtIn.unsubscribe().toASCIIString())) {
      missing
          .append("\n%s:\n%s\n".formatted(texts.unsubscribeFrom(topic), builtIn.unsubscribe()))
          .append("\n%s:\n%s\n".formatted(texts.preferences(), builtIn.preferences()));
    }
    if (!squeezed(text).contains(squeezed(builtIn.postalAddress()))) {
      missing.append("\n%s\n".formatted(PlainText.paragraph(builtIn.postalAddress()).strip()));
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

  private static String insertedBeforeBodyEnd(String html, String footer) {
    int end = html.toLowerCase(Locale.ROOT).lastIndexOf("</body");
    return end < 0 ? html + footer : html.substring(0, end) + footer + html.substring(end);
  }

  private static String squeezed(String text) {
    return text.replaceAll("[\\s,|]++", " ").strip().toLowerCase(Locale.ROOT);
  }
}
