package dev.sluice.mail.link;

import java.net.URI;
import java.util.Set;

/**
 * The URLs of links: the base URL of the preferences function, the purpose's letter and the token.
 */
public final class LinkUrls {

  /**
   * The longest base URL in characters: with a token of usual ids, a List-Unsubscribe header then
   * stays under 200 characters. Folding a longer one has broken DKIM signatures.
   */
  private static final int MAX_BASE_CHARACTERS = 100;

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final String base;

  /**
   * Creates URLs.
   *
   * @param base such as {@code https://mail.example.com}; RFC 8058 section 3.1 asks for https,
   *     plain http passes for this machine only
   * @throws IllegalArgumentException if it is of another scheme, has a query or a fragment, or is
   *     longer than 100 characters
   */
  public LinkUrls(URI base) {
    String host = String.valueOf(base.getHost());
    boolean safe =
        "https".equals(base.getScheme())
            || ("http".equals(base.getScheme()) && THIS_MACHINE.contains(host));
    String text = base.toASCIIString();
    if (!safe
        || base.getHost() == null
        || base.getRawUserInfo() != null
        || base.getRawQuery() != null
        || base.getRawFragment() != null
        || text.length() > MAX_BASE_CHARACTERS) {
      throw new IllegalArgumentException(
          "the base URL of links is '%s'; give an https URL without query, at most %d characters"
              .formatted(text, MAX_BASE_CHARACTERS));
    }
    this.base = text.endsWith("/") ? text : text + "/";
  }

  /** Returns what every link starts with, the last slash included. */
  public String base() {
    return base;
  }

  /** Returns the link that carries {@code token} to the page of {@code purpose}. */
  public URI link(LinkPurpose purpose, String token) {
    return URI.create(base + purpose.path() + "/" + token);
  }
}
