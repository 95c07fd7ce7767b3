package dev.sluice.mail.i18n;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The languages there are, and the choice among them.
 *
 * <p>Immutable: they are read once, with the class.
 */
public final class Languages {

  /** Characters of an Accept-Language header that are looked at: browsers send less than 200. */
  private static final int MAX_HEADER = 500;

  private static final String ANY = "*";

  private static final Languages INSTALLED = new Languages(LanguageFiles.load());

  private final List<Language> all;
  private final Language english;

  private Languages(List<Language> all) {
    this.all = List.copyOf(all);
    this.english = byTag("en").orElseThrow();
  }

  /** Returns the languages that came with the program. */
  public static Languages installed() {
    return INSTALLED;
  }

  /** Returns all languages in order of tag. */
  public List<Language> all() {
    return all;
  }

  /** Returns the language that stands in where no other is asked for. */
  public Language english() {
    return english;
  }

  /** Returns the language of exactly that tag. */
  public Optional<Language> byTag(String tag) {
    return all.stream().filter(language -> language.tag().equals(tag)).findFirst();
  }

  /** Returns the language for a person of that locale, English for all others. */
  public Language select(Optional<Locale> locale) {
    return locale.flatMap(this::nearest).orElse(english);
  }

  /**
   * Returns the language for a person whose locale may be known, before a browser that may ask for
   * several.
   *
   * @param acceptLanguage the header of RFC 9110, section 12.5.4, with its weights; what cannot be
   *     read asks for nothing
   */
  public Language select(Optional<Locale> locale, Optional<String> acceptLanguage) {
    return locale
        .flatMap(this::nearest)
        .or(() -> acceptLanguage.flatMap(this::accepted))
        .orElse(english);
  }

  /**
   * Returns the locale in which dates and numbers are written on a page: its language, as it is
   * written where the person lives, or else where the browser says. A region alone moves no script.
   */
  public Locale formatLocale(
      Language language, Optional<Locale> locale, Optional<String> acceptLanguage) {
    Stream<Locale> accepted =
        acceptLanguage.stream()
            .flatMap(header -> parseRanges(header).stream())
            .map(range -> Locale.forLanguageTag(range.getRange()));
    return Stream.concat(locale.stream(), accepted)
        .filter(asked -> asked.getLanguage().equals(primaryTag(language)))
        .map(Locale::getCountry)
        .filter(region -> !region.isEmpty())
        .findFirst()
        .map(region -> new Locale.Builder().setLocale(language.locale()).setRegion(region).build())
        .orElse(language.locale());
  }

  private Optional<Language> accepted(String header) {
    List<LanguageRange> ranges = parseRanges(header);
    Set<String> refused =
        ranges.stream()
            .filter(range -> range.getWeight() == 0)
            .map(LanguageRange::getRange)
            .collect(Collectors.toSet());
    return ranges.stream()
        .filter(range -> range.getWeight() > 0)
        .flatMap(range -> matching(range, refused).stream())
        .findFirst();
  }

  private Optional<Language> matching(LanguageRange range, Set<String> refused) {
    return range.getRange().equals(ANY)
        ? all.stream().filter(language -> !refused.contains(primaryTag(language))).findFirst()
        : nearest(Locale.forLanguageTag(range.getRange()))
            .filter(language -> !refused.contains(primaryTag(language)));
  }

  /** The one with the same script or region, else any of the same language. */
  private Optional<Language> nearest(Locale locale) {
    return byTag(locale.toLanguageTag())
        .or(() ->
            all.stream()
                .filter(language -> language.locale().getLanguage().equals(locale.getLanguage()))
                .findFirst());
  }

  private static String primaryTag(Language language) {
    return language.locale().getLanguage();
  }

  private static List<LanguageRange> parseRanges(String header) {
    try {
      return header.length() > MAX_HEADER ? List.of() : LanguageRange.parse(header);
    } catch (IllegalArgumentException unreadable) {
      return List.of();
    }
  }
}
