package dev.sluice.preferences.page;

import dev.sluice.core.branding.Branding;
import dev.sluice.core.branding.LocalizedBranding.LocalizedTopic;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.mail.i18n.Language;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a page looks like to one person: the team's branding, and the language they read.
 *
 * @param postalAddress where letters reach the team
 * @param formatLocale in which dates and numbers are written
 * @param languageRequested whether the person asked for this language on the page, so that links
 *     keep it
 */
public record PageTheme(
    Branding branding,
    String postalAddress,
    Language language,
    Locale formatLocale,
    boolean languageRequested) {

  /** The parameter by which a person asks for another language. */
  public static final String LANGUAGE_PARAMETER = "lang";

  /** Returns the language as pages speak it. */
  public Messages messages() {
    return new Messages(language);
  }

  /** Returns how instants and numbers are written, as of a zone. */
  public LocalizedFormats localizedFormats(ZoneId zone) {
    return new LocalizedFormats(formatLocale, zone);
  }

  /** Returns a page as an answer. */
  public HttpResponse page(int status, Html title, Html main) {
    return new HtmlPage(this, title, main).response(status);
  }

  /**
   * Returns texts that are read out first, on a page that is shown again because what was asked for
   * could not be done (WCAG 2.2, 4.1.3).
   */
  public Html alert(String... keys) {
    List<Html> texts = Arrays.stream(keys).map(messages()::get).toList();
    return Html.format("<p class=\"done\" role=\"alert\">%s</p>", Html.lines(texts));
  }

  /** Returns what links and forms of the page end in, so that the language stays. */
  public String querySuffix() {
    return languageRequested ? "?" + LANGUAGE_PARAMETER + "=" + language.tag() : "?";
  }

  /** Returns a topic's name: in the page's language if the team gave one, else as it is. */
  public Html topicName(TopicId id, Optional<Topic> topic) {
    return topicWording(id)
        .map(worded -> Html.isolated(worded.name()))
        .or(() -> topic.map(known -> inBrandLanguage(known.name())))
        .orElseGet(() -> Html.isolated(id.value()));
  }

  /** Returns what to expect from a topic, as {@link #topicName}. */
  public Html topicDescription(Topic topic) {
    return topicWording(topic.id())
        .map(worded -> Html.isolated(worded.description()))
        .orElseGet(() -> inBrandLanguage(topic.description()));
  }

  /** Returns words of the team, marked with their language where it is known (WCAG 2.2, 3.1.2). */
  Html inBrandLanguage(String text) {
    return branding
        .language()
        .map(locale ->
            Html.format(
                "<bdi lang=\"%s\">%s</bdi>", Html.text(locale.toLanguageTag()), Html.text(text)))
        .orElseGet(() -> Html.isolated(text));
  }

  private Optional<LocalizedTopic> topicWording(TopicId id) {
    return Optional.ofNullable(branding.localizationFor(language.locale()).topics().get(id));
  }
}
