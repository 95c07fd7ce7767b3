package dev.sluice.preferences.page;

import static java.util.stream.Collectors.joining;

import dev.sluice.mail.template.HtmlEscaper;
import java.util.Arrays;
import java.util.List;

/**
 * HTML that is safe to send: markup from this source code, with every other text escaped.
 *
 * <p>Pages are composed of values of this type alone, and text becomes HTML only here, so that no
 * caller can forget to escape.
 */
public record Html(String markup) {

  /** Nothing. */
  public static final Html EMPTY = new Html("");

  /** Returns text as HTML that shows it character by character. */
  public static Html text(String text) {
    return new Html(HtmlEscaper.escape(text));
  }

  /** Returns text by the team or a subscriber, which may run in another direction than the page. */
  public static Html isolated(String text) {
    return new Html("<bdi>" + HtmlEscaper.escape(text) + "</bdi>");
  }

  /**
   * Returns markup with parts filled in.
   *
   * @param markup a literal, with {@code %s} for each part
   */
  public static Html format(String markup, Html... parts) {
    return new Html(markup.formatted(Arrays.stream(parts).map(Html::markup).toArray()));
  }

  /** Returns the parts that are not empty, each on a line. */
  public static Html lines(List<Html> parts) {
    return new Html(
        parts.stream()
            .map(Html::markup)
            .filter(markup -> !markup.isEmpty())
            .collect(joining("\n")));
  }

  /** Returns the parts that are not empty, each on a line. */
  public static Html lines(Html... parts) {
    return lines(List.of(parts));
  }

  /** Returns a card with the given content. */
  public static Html card(Html... content) {
    return format("<div class=\"card\">\n%s\n</div>", lines(content));
  }

  /** Returns forms and links side by side. */
  public static Html row(Html... content) {
    return format("<div class=\"row\">\n%s\n</div>", lines(content));
  }

  /** Returns a paragraph. */
  public static Html paragraph(Html text) {
    return format("<p>%s</p>", text);
  }

  /** Returns a paragraph in the color of secondary text. */
  public static Html note(Html text) {
    return format("<p class=\"soft\">%s</p>", text);
  }

  /** Returns a hidden field of a form. */
  public static Html hiddenField(String name, String value) {
    return format("<input type=\"hidden\" name=\"%s\" value=\"%s\">", text(name), text(value));
  }

  /** Returns an option of a select, with its text. */
  public static Html option(String value, boolean selected, Html text) {
    return format(
        "<option value=\"%s\"%s>%s</option>",
        text(value), selected ? new Html(" selected") : EMPTY, text);
  }
}
