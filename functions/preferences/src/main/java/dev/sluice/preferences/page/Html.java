package dev.sluice.preferences.page;

import static java.util.stream.Collectors.joining;

import dev.sluice.mail.template.HtmlEscaper;
import java.util.Arrays;
import java.util.List;

/**
 * HTML that is safe to send: our own markup, with everything from outside escaped.
 *
 * <p>Text becomes HTML only here, so that what is not escaped cannot be forgotten: pages are put
 * together from values of this type alone.
 */
public record Html(String markup) {

  /** Nothing. */
  public static final Html EMPTY = new Html("");

  /** Returns text as HTML shows it letter by letter. */
  public static Html text(String text) {
    return new Html(HtmlEscaper.escape(text));
  }

  /** Returns text of somebody else, which may run in another direction than the page. */
  public static Html isolated(String text) {
    return new Html("<bdi>" + HtmlEscaper.escape(text) + "</bdi>");
  }

  /**
   * Returns markup of ours with parts filled in.
   *
   * @param markup a literal, with {@code %s} for each part
   */
  public static Html format(String markup, Html... parts) {
    return new Html(markup.formatted(Arrays.stream(parts).map(Html::markup).toArray()));
  }

  /** Returns parts one after the other, each on a line. */
  public static Html lines(List<Html> parts) {
    return new Html(
        parts.stream()
            .map(Html::markup)
            .filter(markup -> !markup.isEmpty())
            .collect(joining("\n")));
  }

  /** Returns parts one after the other, each on a line. */
  public static Html lines(Html... parts) {
    return lines(List.of(parts));
  }
}
