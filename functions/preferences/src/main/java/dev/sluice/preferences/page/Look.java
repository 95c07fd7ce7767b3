package dev.sluice.preferences.page;

import dev.sluice.aws.http.HttpResponse;
import dev.sluice.mail.words.Language;
import dev.sluice.scheduling.branding.Branding;
import dev.sluice.scheduling.branding.Wording.TopicWording;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a page looks like to one person: the team's branding, and the language they read.
 *
 * @param postalAddress where letters reach the team
 * @param formats in which dates and numbers are written
 * @param asked whether the person asked for this language on the page, so that links keep it
 */
public record Look(
    Branding branding, String postalAddress, Language language, Locale formats, boolean asked) {

  /** The parameter by which a person asks for another language. */
  public static final String LANGUAGE = "lang";

  /** Returns the language as pages speak it. */
  public Speech speech() {
    return new Speech(language);
  }

  /** Returns how instants and numbers are written, as of a zone. */
  public Dates dates(ZoneId zone) {
    return new Dates(formats, zone);
  }

  /** Returns a page as an answer. */
  public HttpResponse page(int status, Html title, Html main) {
    return new Document(this, title, main).response(status);
  }

  /**
   * Returns texts that are read out first, on a page that is shown again because what was asked for
   * could not be done (WCAG 2.2, 4.1.3).
   */
  public Html alert(String... keys) {
    List<Html> texts = Arrays.stream(keys).map(speech()::say).toList();
    return Html.of("<p class=\"done\" role=\"alert\">%s</p>", Html.lines(texts));
  }

  /** Returns what links and forms of the page end in, so that the language stays. */
  public String query() {
    return asked ? "?" + LANGUAGE + "=" + language.tag() : "?";
  }

  /** Returns a topic's name: in the page's language if the team gave one, else as it is. */
  public Html name(TopicId id, Optional<Topic> topic) {
    return worded(id)
        .map(worded -> Html.foreign(worded.name()))
        .or(() -> topic.map(known -> inTeamsLanguage(known.name())))
        .orElseGet(() -> Html.foreign(id.value()));
  }

  /** Returns what to expect from a topic, as {@link #name}. */
  public Html description(Topic topic) {
    return worded(topic.id())
        .map(worded -> Html.foreign(worded.description()))
        .orElseGet(() -> inTeamsLanguage(topic.description()));
  }

  /** Returns words of the team, marked with their language where it is known (WCAG 2.2, 3.1.2). */
  Html inTeamsLanguage(String text) {
    return branding
        .language()
        .map(locale ->
            Html.of(
                "<bdi lang=\"%s\">%s</bdi>", Html.text(locale.toLanguageTag()), Html.text(text)))
        .orElseGet(() -> Html.foreign(text));
  }

  private Optional<TopicWording> worded(TopicId id) {
    return Optional.ofNullable(branding.wording(language.locale()).topics().get(id));
  }
}
