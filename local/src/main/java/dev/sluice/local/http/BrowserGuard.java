package dev.sluice.local.http;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells requests that a foreign site makes through the browser of this machine's user from others.
 *
 * <p>A page can let its own host name resolve to 127.0.0.1 (DNS rebinding) and would then read all
 * that the server answers, keys included; its requests have its name in {@code Host}. It can also
 * send forms to this address, which show in {@code Origin} and {@code Sec-Fetch-Site}. {@code
 * Origin: null} is what our own pages send, as they hide the address they are called by; for these
 * {@code Sec-Fetch-Site} decides.
 */
final class BrowserGuard {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Methods that change nothing; a page cannot read what they answer without our leave. */
  private static final Set<String> SAFE = Set.of("GET", "HEAD");

  private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");

  private BrowserGuard() {}

  static boolean isForeign(String method, Headers headers) {
    String host = first(headers, "Host").orElse("").toLowerCase(Locale.ROOT);
    String origin = first(headers, "Origin").orElse("null");
    boolean otherOrigin = !origin.equals("null") && !authority(origin).equals(host);
    boolean otherSite =
        !SAFE.contains(method)
            && first(headers, "Sec-Fetch-Site").filter(OTHER_SITES::contains).isPresent();
    return !THIS_MACHINE.contains(withoutPort(host)) || otherOrigin || otherSite;
  }

  private static String withoutPort(String host) {
    return host.replaceFirst(":\\d*$", "");
  }

  private static String authority(String origin) {
    try {
      return String.valueOf(URI.create(origin).getRawAuthority()).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException notAnOrigin) {
      return "";
    }
  }

  private static Optional<String> first(Headers headers, String name) {
    return Optional.ofNullable(headers.getFirst(name));
  }
}
