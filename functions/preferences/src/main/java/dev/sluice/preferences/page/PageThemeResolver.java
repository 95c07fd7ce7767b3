package dev.sluice.preferences.page;

import dev.sluice.core.branding.Branding;
import dev.sluice.core.branding.BrandingStore;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.mail.i18n.Language;
import dev.sluice.mail.i18n.Languages;
import java.util.Locale;
import java.util.Optional;

/** Resolves the theme of a page from the request, the subscriber and the team's branding. */
public record PageThemeResolver(
    BrandingStore brandings, Languages languages, String postalAddress) {

  /**
   * Returns the theme of a page.
   *
   * @param locale the subscriber's, if the page is for one and they have one. The language that the
   *     request picks by {@link PageTheme#LANGUAGE_PARAMETER} precedes it; what the browser accepts
   *     follows it.
   */
  public PageTheme resolve(HttpRequest request, Optional<Locale> locale) {
    return theme(brandings.load(), request, locale);
  }

  /** Returns the theme without branding, for a page that must not read anything. */
  public PageTheme unbranded(HttpRequest request) {
    return theme(Branding.INITIAL, request, Optional.empty());
  }

  private PageTheme theme(Branding branding, HttpRequest request, Optional<Locale> locale) {
    Optional<Language> requested =
        request.query(PageTheme.LANGUAGE_PARAMETER).flatMap(languages::byTag);
    Optional<String> accepted = request.header("accept-language");
    Language language = requested.orElseGet(() -> languages.select(locale, accepted));
    Locale formats = languages.formatLocale(language, locale, accepted);
    return new PageTheme(branding, postalAddress, language, formats, requested.isPresent());
  }
}
