package dev.sluice.preferences.page;

import dev.sluice.core.branding.Branding;
import dev.sluice.core.branding.LocalizedBranding.LocalizedTopic;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.json.EnumNames;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.mail.i18n.Language;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The team's branding and the language of one person's pages: every text, name and frame that
 * depends on them.
 *
 * @param postalAddress the team's postal address
 * @param formatLocale the locale of dates and numbers
 * @param languageRequested whether the person picked the language on the page, so that links keep
 *     it
 */
public record PageTheme(
    Branding branding,
    String postalAddress,
    Language language,
    Locale formatLocale,
    boolean languageRequested) {

  /** The query parameter that picks another language. */
  public static final String LANGUAGE_PARAMETER = "lang";

  private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");

  /** Returns a text. */
  public Html message(String key) {
    return Html.text(language.message(key));
  }

  /** Returns a text with one name filled in. */
  public Html message(String key, String name, Html value) {
    return message(key, Map.of(name, value));
  }

  /** Returns a text with names filled in; a name inside a value stays as it is. */
  public Html message(String key, Map<String, Html> values) {
    return new Html(
        NAME.matcher(message(key).markup())
            .replaceAll(name -> Matcher.quoteReplacement(valueOf(name.group(1), values))));
  }

  private static String valueOf(String name, Map<String, Html> values) {
    return Optional.ofNullable(values.get(name))
        .map(Html::markup)
        .orElseThrow(() -> new IllegalArgumentException("no value given for {" + name + "}"));
  }

  /** Returns a text as a paragraph. */
  public Html paragraph(String key) {
    return Html.paragraph(message(key));
  }

  /** Returns a text as a paragraph in the color of secondary text. */
  public Html note(String key) {
    return Html.note(message(key));
  }

  /** Returns a text as a heading of the second level. */
  public Html heading(String key) {
    return Html.format("<h2>%s</h2>", message(key));
  }

  /** Returns a cadence in words. */
  public Html cadence(Cadence cadence) {
    return message(cadenceKey(cadence));
  }

  /** Returns a cadence as an option of a select, its first letter in upper case. */
  public Html cadenceOption(Cadence cadence, boolean selected) {
    String text = language.message(cadenceKey(cadence));
    int end = text.offsetByCodePoints(0, 1);
    return Html.option(
        EnumNames.jsonName(cadence),
        selected,
        Html.text(text.substring(0, end).toUpperCase(language.locale()) + text.substring(end)));
  }

  private static String cadenceKey(Cadence cadence) {
    return "cadence." + EnumNames.jsonName(cadence);
  }

  /** Returns the formats of dates, times and numbers in a zone. */
  public LocalizedFormats localizedFormats(ZoneId zone) {
    return new LocalizedFormats(formatLocale, zone);
  }

  /** Returns a page as a response. */
  public HttpResponse page(int status, Html title, Html main) {
    return new HtmlPage(this, title, main).response(status);
  }

  /** Returns a page of a title and one card; what follows the card may be empty. */
  public HttpResponse cardPage(int status, String title, Html card, Html after) {
    Html heading = Html.format("<h1>%s</h1>", message(title));
    return page(status, message(title), Html.lines(heading, card, after));
  }

  /**
   * Returns texts that a screen reader reads first, on a page that is shown again because the
   * request could not be carried out (WCAG 2.2, 4.1.3).
   */
  public Html alert(String... keys) {
    List<Html> texts = Arrays.stream(keys).map(this::message).toList();
    return Html.format("<p class=\"done\" role=\"alert\">%s</p>", Html.lines(texts));
  }

  /**
   * Returns a form that posts to the page's own address and keeps the language.
   *
   * <p>A form carries no token against forged requests beside the one in the address. A browser
   * adds no credentials by itself, neither cookie nor login: whoever can make a browser post to
   * this address knows the link, and could post themselves.
   */
  public Html form(Html fields) {
    return Html.format(
        "<form method=\"post\" action=\"%s\">\n%s\n</form>", Html.text(querySuffix()), fields);
  }

  /** Returns the query that links and forms of the page end in, so that the language stays. */
  public String querySuffix() {
    return languageRequested ? "?" + LANGUAGE_PARAMETER + "=" + language.tag() : "?";
  }

  /** Returns a topic's name: in the page's language if the team gave one, else as it is. */
  public Html topicName(TopicId id, Optional<Topic> topic) {
    return localizedTopic(id)
        .map(localized -> Html.isolated(localized.name()))
        .or(() -> topic.map(known -> inBrandLanguage(known.name())))
        .orElseGet(() -> Html.isolated(id.value()));
  }

  /** Returns a topic's description, in the same language as {@link #topicName}. */
  public Html topicDescription(Topic topic) {
    return localizedTopic(topic.id())
        .map(localized -> Html.isolated(localized.description()))
        .orElseGet(() -> inBrandLanguage(topic.description()));
  }

  /** Returns a text of the team, marked with its language if that is known (WCAG 2.2, 3.1.2). */
  Html inBrandLanguage(String text) {
    return branding
        .language()
        .map(locale ->
            Html.format(
                "<bdi lang=\"%s\">%s</bdi>", Html.text(locale.toLanguageTag()), Html.text(text)))
        .orElseGet(() -> Html.isolated(text));
  }

  private Optional<LocalizedTopic> localizedTopic(TopicId id) {
    return Optional.ofNullable(branding.localizationFor(language.locale()).topics().get(id));
  }
}
