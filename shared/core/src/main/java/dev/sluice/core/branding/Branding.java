package dev.sluice.core.branding;

import dev.sluice.core.support.InputRules;
import dev.sluice.core.support.InvalidInputException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The appearance of the pages that subscribers see.
 *
 * @param name who the mail is from, 1 to 100 characters
 * @param logo a picture, shown with the name as its text
 * @param accent the colour of buttons and links, readable on white
 * @param accentOnDark the same in the dark scheme; if left out, {@code accent} is lightened
 * @param privacyPolicy the page that describes how personal data is processed
 * @param channels at most {@value #MAX_CHANNELS}
 * @param language what topics and channels are written in, where it is known
 * @param localizations the team's own words by language, at most {@value #MAX_LANGUAGES}
 */
public record Branding(
    Optional<String> name,
    Optional<HttpsUrl> logo,
    Optional<Color> accent,
    Optional<Color> accentOnDark,
    Optional<HttpsUrl> privacyPolicy,
    List<BrandChannel> channels,
    Optional<Locale> language,
    Map<Locale, LocalizedBranding> localizations) {

  /** More channels than a subscriber follows, and few enough for one line of a page. */
  public static final int MAX_CHANNELS = 12;

  /** More languages than any team keeps up to date. */
  public static final int MAX_LANGUAGES = 30;

  /** The background of a page in the dark scheme. */
  public static final Color DARK_BACKGROUND = new Color("#14171c");

  /** The minimum contrast of text (WCAG 2.2, 1.4.3). */
  private static final double MIN_CONTRAST = 4.5;

  private static final Color DEFAULT_ACCENT = new Color("#0b4a8f");

  /** A step by which a colour is lightened until it can be read. */
  private static final int STEP_PERCENT = 5;

  /** The branding of a fresh installation. */
  public static final Branding INITIAL =
      new Branding(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Map.of());

  public Branding {
    channels = List.copyOf(channels);
    localizations = Map.copyOf(localizations);
    name.ifPresent(text -> InputRules.requireSingleLine("name", text, 100));
    accent.ifPresent(colour -> requireReadable("accent", colour, Color.WHITE));
    accentOnDark.ifPresent(colour -> requireReadable("accentOnDark", colour, DARK_BACKGROUND));
    requireAtMost("channels", channels.size(), MAX_CHANNELS);
    requireAtMost("wordings", localizations.size(), MAX_LANGUAGES);
    if (logo.isPresent() && name.isEmpty()) {
      throw InvalidInputException.of(
          "name", "absent", "give the team's name: it is read out in place of the logo");
    }
  }

  /** Returns the colour of buttons and links on white. */
  public Color accentForLight() {
    return accent.orElse(DEFAULT_ACCENT);
  }

  /**
   * Returns the colour of buttons and links on {@link #DARK_BACKGROUND}, lightened until it can be
   * read.
   */
  public Color accentForDark() {
    return accentOnDark.orElseGet(() -> lightened(accentForLight()));
  }

  /** Returns the team's own words in a language. */
  public LocalizedBranding localizationFor(Locale of) {
    return Optional.ofNullable(localizations.get(of)).orElse(LocalizedBranding.NONE);
  }

  private static Color lightened(Color colour) {
    Color light = colour;
    for (int percent = 0; !isReadable(light, DARK_BACKGROUND); percent += STEP_PERCENT) {
      light = colour.mix(Color.WHITE, percent); // white itself is readable
    }
    return light;
  }

  private static boolean isReadable(Color colour, Color ground) {
    return colour.contrastWith(ground) >= MIN_CONTRAST;
  }

  private static void requireReadable(String field, Color colour, Color ground) {
    if (!isReadable(colour, ground)) {
      throw InvalidInputException.of(
          field,
          colour.hex(),
          "use a colour that can be read on %s: its contrast is %.2f, and text needs at least %s"
              .formatted(ground.hex(), colour.contrastWith(ground), MIN_CONTRAST));
    }
  }

  private static void requireAtMost(String field, int size, int most) {
    if (size > most) {
      throw InvalidInputException.of(field, size, "give at most " + most);
    }
  }
}
