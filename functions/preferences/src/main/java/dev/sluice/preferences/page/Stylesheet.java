package dev.sluice.preferences.page;

import static java.util.stream.Collectors.joining;

import dev.sluice.core.branding.Branding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/** The style of every page, {@code style.css}, in the team's colors. */
record Stylesheet(String css) {

  private static final String RULES = load();

  /** Returns the style in the colors of a branding. */
  static Stylesheet forBranding(Branding branding) {
    return new Stylesheet(
        RULES
            .replace("ACCENT_ON_LIGHT", branding.accentForLight().hex())
            .replace("ACCENT_ON_DARK", branding.accentForDark().hex())
            .replace("DARK_BACKGROUND", Branding.DARK_BACKGROUND.hex()));
  }

  /** Returns the style's source expression in a content security policy (CSP 3, hash-source). */
  String cspSource() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this JDK lacks SHA-256", missing);
    }
  }

  /** Leaves out comments and indentation, as every page carries the style. */
  private static String load() {
    try (InputStream file =
        Optional.ofNullable(Stylesheet.class.getResourceAsStream("style.css")).orElseThrow()) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .replaceAll("(?s)/\\*.*?\\*/", "")
          .lines()
          .map(String::strip)
          .collect(joining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
