package dev.sluice.core.branding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.core.support.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A branding")
class BrandingTest {

  @ParameterizedTest(name = "{0} on {1}: {2}")
  @DisplayName("measures contrast as WCAG does")
  @CsvSource({
    "#000000, #ffffff, 21.00",
    "#ffffff, #ffffff, 1.00",
    "#777777, #ffffff, 4.48",
    "#767676, #ffffff, 4.54",
    "#ff0000, #ffffff, 4.00",
    "#0000ff, #ffffff, 8.59",
  })
  void measuresContrastAsWcagDoes(String one, String other, double ratio) {
    assertThat(new Color(one).contrastWith(new Color(other))).isCloseTo(ratio, within(0.005));
    assertThat(new Color(other).contrastWith(new Color(one))).isCloseTo(ratio, within(0.005));
  }

  @ParameterizedTest
  @DisplayName("refuses an accent that cannot be read on white, and says why")
  @ValueSource(strings = {"#777777", "#ffd000", "#FFFFFF"})
  void rejectsAccentUnreadableOnWhite(String hex) {
    assertThatThrownBy(() -> branding(Optional.of(new Color(hex)), Optional.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(
            "accent '" + hex.toLowerCase(java.util.Locale.ROOT), "at least 4.5");
  }

  @Test
  @DisplayName("refuses an accent for dark pages that cannot be read there")
  void rejectsAccentUnreadableOnDark() {
    assertThatThrownBy(() -> branding(Optional.empty(), Optional.of(new Color("#0b4a8f"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("accentOnDark '#0b4a8f'", Branding.DARK_BACKGROUND.hex());
  }

  @ParameterizedTest
  @DisplayName("lightens the accent for dark pages until it can be read, and no further")
  @ValueSource(strings = {"#000000", "#0b4a8f", "#0000ff", "#767676", "#7a0019", "#006400"})
  void lightensAccentUntilReadable(String hex) {
    Color light = branding(Optional.of(new Color(hex)), Optional.empty()).accentForDark();

    assertThat(light.contrastWith(Branding.DARK_BACKGROUND)).isBetween(4.5, 6.5);
  }

  @Test
  @DisplayName("has readable colours from the start")
  void hasReadableColorsInitially() {
    assertThat(Branding.INITIAL.accentForLight().contrastWith(Color.WHITE)).isGreaterThan(4.5);
    assertThat(Branding.INITIAL.accentForDark().contrastWith(Branding.DARK_BACKGROUND))
        .isGreaterThan(4.5);
  }

  @ParameterizedTest
  @DisplayName("takes only six hexadecimal digits for a colour")
  @ValueSource(
      strings = {"", "red", "#fff", "#12345g", "#1234567", "0b4a8f", "#0b4a8f;}", "#0b4a8f\n"})
  void rejectsInvalidColors(String text) {
    assertThatThrownBy(() -> new Color(text)).isInstanceOf(InvalidInputException.class);
  }

  @ParameterizedTest
  @DisplayName("takes only https addresses of a host, without user information")
  @ValueSource(
      strings = {
        "",
        "http://example.com/",
        "javascript:alert(1)",
        "data:image/png;base64,AAAA",
        "//example.com/",
        "https:///path",
        "https:example.com",
        "https://user:secret@example.com/",
        "https://example.com/a b",
        "https://exa mple.com/",
        "https://example.com/<script>",
        "https://example.com;script-src *"
      })
  void rejectsAddressesOtherThanHttps(String text) {
    assertThatThrownBy(() -> HttpsUrl.parse(text)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  @DisplayName("refuses an address longer than a header takes")
  void rejectsTooLongAddress() {
    assertThatThrownBy(() -> HttpsUrl.parse("https://example.com/" + "a".repeat(500)))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  @DisplayName("tells the origin of an address as a content security policy names it")
  void returnsOriginOfAddress() {
    assertThat(HttpsUrl.parse("https://cdn.example.com/a/b.svg?c=d").origin())
        .isEqualTo("https://cdn.example.com");
    assertThat(HttpsUrl.parse("https://cdn.example.com:8443/a").origin())
        .isEqualTo("https://cdn.example.com:8443");
  }

  @Test
  @DisplayName("wants a name beside a logo, for those who cannot see it")
  void requiresNameBesideLogo() {
    assertThatThrownBy(() ->
            new Branding(
                Optional.empty(),
                Optional.of(HttpsUrl.parse("https://example.com/logo.png")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("name 'absent'");
  }

  private static Branding branding(Optional<Color> accent, Optional<Color> onDark) {
    return new Branding(
        Optional.empty(),
        Optional.empty(),
        accent,
        onDark,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Map.of());
  }
}
