package dev.sluice.preferences.page;

import dev.sluice.core.branding.Branding;
import dev.sluice.core.branding.BrandingStore;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.mail.i18n.Language;
import dev.sluice.mail.i18n.Languages;
import java.util.Locale;
import java.util.Optional;

/** Finds out what a page looks like to whoever asks for it. */
public record PageThemeResolver(
    BrandingStore brandings, Languages languages, String postalAddress) {

  /**
   * Returns the look of a page.
   *
   * @param locale the subscriber's, if the page is for one and they have one; what the request asks
   *     for by {@link PageTheme#LANGUAGE_PARAMETER} comes before it, what the browser accepts after
   *     it
   */
  public PageTheme resolve(HttpRequest request, Optional<Locale> locale) {
    return theme(brandings.load(), request, locale);
  }

  /** Returns the look of a page for which nothing can be read: without the team's branding. */
  public PageTheme unbranded(HttpRequest request) {
    return theme(Branding.INITIAL, request, Optional.empty());
  }

  private PageTheme theme(Branding branding, HttpRequest request, Optional<Locale> locale) {
    Optional<Language> asked =
        request.query(PageTheme.LANGUAGE_PARAMETER).flatMap(languages::byTag);
    Optional<String> accepted = request.header("accept-language");
    Language language = asked.orElseGet(() -> languages.select(locale, accepted));
    Locale formats = languages.formatLocale(language, locale, accepted);
    return new PageTheme(branding, postalAddress, language, formats, asked.isPresent());
  }
}
