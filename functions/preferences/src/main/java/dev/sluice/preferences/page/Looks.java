package dev.sluice.preferences.page;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.mail.words.Language;
import dev.sluice.mail.words.Languages;
import dev.sluice.scheduling.branding.Branding;
import dev.sluice.scheduling.branding.BrandingStore;
import java.util.Locale;
import java.util.Optional;

/** Finds out what a page looks like to whoever asks for it. */
public record Looks(BrandingStore brandings, Languages languages, String postalAddress) {

  /**
   * Returns the look of a page.
   *
   * @param locale the subscriber's, if the page is for one and they have one; what the request asks
   *     for by {@link Look#LANGUAGE} comes before it, what the browser accepts after it
   */
  public Look of(HttpRequest request, Optional<Locale> locale) {
    return look(brandings.read(), request, locale);
  }

  /** Returns the look of a page for which nothing can be read: without the team's branding. */
  public Look plain(HttpRequest request) {
    return look(Branding.INITIAL, request, Optional.empty());
  }

  private Look look(Branding branding, HttpRequest request, Optional<Locale> locale) {
    Optional<Language> asked = request.query(Look.LANGUAGE).flatMap(languages::tagged);
    Optional<String> accepted = request.header("accept-language");
    Language language = asked.orElseGet(() -> languages.of(locale, accepted));
    Locale formats = languages.formats(language, locale, accepted);
    return new Look(branding, postalAddress, language, formats, asked.isPresent());
  }
}
