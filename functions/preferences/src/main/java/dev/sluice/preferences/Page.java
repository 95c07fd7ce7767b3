package dev.sluice.preferences;

import dev.sluice.aws.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;

/**
 * A page in HTML: no script, no picture, nothing fetched from anywhere, nothing kept anywhere.
 *
 * @param title in plain words, without markup
 * @param content as HTML, everything from outside escaped
 */
record Page(String title, String content) {

  /** Contrast of text and button is above 7:1, in the light and in the dark (WCAG 2.2, 1.4.6). */
  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{margin:0;padding:1.5rem;font:1.125rem/1.6 system-ui,sans-serif;color:#1c1c1c;background:#fff}
      main{max-width:34rem;margin:8vh auto 0;overflow-wrap:anywhere}
      h1{font-size:1.6rem;line-height:1.25}
      .topic{font-size:1.25rem;font-weight:600}
      .note{color:#444}
      button{font:inherit;font-weight:600;min-height:3rem;padding:.6rem 1.6rem;border:0;\
      border-radius:.5rem;color:#fff;background:#0b4a8f;cursor:pointer}
      button:focus-visible{outline:.2rem solid #e08a00;outline-offset:.2rem}
      @media (prefers-color-scheme:dark){body{color:#eee;background:#161616}.note{color:#ccc}}
      """;

  private static final Map<String, String> HEADERS =
      Map.of(
          "content-type", "text/html; charset=utf-8",
          "content-security-policy",
              "default-src 'none'; style-src 'sha256-%s'; form-action 'self'; base-uri 'none';"
                      .formatted(sha256(STYLE))
                  + " frame-ancestors 'none'",
          "cache-control", "no-store",
          "referrer-policy", "no-referrer",
          "x-content-type-options", "nosniff",
          "x-robots-tag", "noindex, nofollow");

  /** Returns the page as an answer. */
  HttpResponse response(int status) {
    return new HttpResponse(status, HEADERS, html());
  }

  private String html() {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s</title>
    <style>%s</style>
    </head>
    <body>
    <main>
    <h1>%s</h1>
    %s
    </main>
    </body>
    </html>
    """
        .formatted(title, STYLE, title, content);
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this JDK lacks SHA-256", missing);
    }
  }
}
