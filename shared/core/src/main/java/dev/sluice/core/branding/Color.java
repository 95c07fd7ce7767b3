package dev.sluice.core.branding;

import dev.sluice.core.support.InvalidInputException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An opaque colour of sRGB.
 *
 * @param hex {@code #} and six hexadecimal digits in lower case
 */
public record Color(String hex) {

  private static final Pattern FORM = Pattern.compile("#[0-9A-Fa-f]{6}");

  public static final Color WHITE = new Color("#ffffff");
  public static final Color BLACK = new Color("#000000");

  public Color {
    if (!FORM.matcher(hex).matches()) {
      throw InvalidInputException.of(
          "colour", hex, "use '#' and six hexadecimal digits, such as #0b4a8f");
    }
    hex = hex.toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the contrast between this colour and another, from 1 (none) to 21 (black on white).
   *
   * <p>The ratio of WCAG 2.2, "contrast ratio"; text needs 4.5 (success criterion 1.4.3).
   */
  public double contrastWith(Color other) {
    double lighter = Math.max(luminance(), other.luminance());
    double darker = Math.min(luminance(), other.luminance());
    return (lighter + 0.05) / (darker + 0.05);
  }

  /**
   * Returns this colour mixed with another.
   *
   * @param percent how much of the other, 0 to 100
   */
  public Color mix(Color other, int percent) {
    return new Color(
        "#%02x%02x%02x"
            .formatted(
                mixChannel(other, 0, percent),
                mixChannel(other, 1, percent),
                mixChannel(other, 2, percent)));
  }

  private int mixChannel(Color other, int channel, int percent) {
    return (channel(channel) * (100 - percent) + other.channel(channel) * percent + 50) / 100;
  }

  /** Relative luminance by WCAG 2.2, from 0 to 1. */
  private double luminance() {
    return 0.2126 * linear(0) + 0.7152 * linear(1) + 0.0722 * linear(2);
  }

  private double linear(int channel) {
    double share = channel(channel) / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  private int channel(int index) {
    return Integer.parseInt(hex, 1 + 2 * index, 3 + 2 * index, 16);
  }
}
