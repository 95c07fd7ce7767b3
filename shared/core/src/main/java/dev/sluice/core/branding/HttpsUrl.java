package dev.sluice.core.branding;

import dev.sluice.core.support.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * A web address that pages may link to or load a picture from.
 *
 * @param uri https, with a host and without user information, at most {@value #MAX_CHARACTERS}
 *     characters
 */
public record HttpsUrl(URI uri) {

  /** Characters of an address: what fits into a header beside other sources. */
  public static final int MAX_CHARACTERS = 500;

  private static final String REMEDY =
      "use an https address of at most " + MAX_CHARACTERS + " characters, without user information";

  public HttpsUrl {
    boolean fits = uri.toASCIIString().length() <= MAX_CHARACTERS;
    boolean safe = "https".equals(uri.getScheme()) && uri.getRawUserInfo() == null;
    if (!fits || !safe || uri.getHost() == null) {
      throw InvalidInputException.of("url", uri, REMEDY);
    }
  }

  /**
   * Returns the address that a text holds.
   *
   * @throws InvalidInputException if it is no such address
   */
  public static HttpsUrl parse(String text) {
    try {
      return new HttpsUrl(new URI(text));
    } catch (URISyntaxException e) {
      throw InvalidInputException.of("url", text, REMEDY);
    }
  }

  /** Returns scheme, host and port: what a Content-Security-Policy names (CSP 3, host-source). */
  public String origin() {
    return "https://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  /** Returns the address in ASCII. */
  @Override
  public String toString() {
    return uri.toASCIIString();
  }
}
