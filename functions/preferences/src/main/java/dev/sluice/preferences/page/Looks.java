package dev.sluice.preferences.page;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.mail.words.Language;
import dev.sluice.mail.words.Languages;
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
    Optional<Language> asked = request.query(Look.LANGUAGE).flatMap(languages::tagged);
    Language language =
        asked.orElseGet(() -> languages.of(locale, request.header("accept-language")));
    return new Look(brandings.read(), postalAddress, language, asked.isPresent());
  }
}
