package dev.sluice.feedback;

import dev.sluice.core.feedback.MailEvent.Actor;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The user agents of programs that fetch pictures or follow links without a person.
 *
 * <p>SES's events do not say who opened or clicked: they have an address, a time and a user agent.
 * These user agents name machines and rarely people; what comes too early or too fast is judged by
 * its time, in {@code EarlyFetches}. Gmail's image proxy ({@code GoogleImageProxy}) is none of
 * them: it fetches when a person opens the message.
 */
final class MachineUserAgents {

  /** All that the proxy of Apple's Mail Privacy Protection says of itself. */
  private static final String BARE = "mozilla/5.0";

  /**
   * Gmail's prefetch: a browser that has long been withdrawn, followed by a second product token
   * without a platform.
   */
  private static final String GMAIL_PREFETCH = "edge/12.246 mozilla/5.0";

  /** HTTP libraries and command-line clients, by the name before the slash of their first token. */
  private static final Set<String> LIBRARIES =
      Set.of(
          "aiohttp",
          "apache-httpasyncclient",
          "apache-httpclient",
          "axios",
          "curl",
          "dalvik",
          "faraday",
          "go-http-client",
          "got",
          "guzzlehttp",
          "http_request2",
          "httpie",
          "httpx",
          "java",
          "java-http-client",
          "jakarta commons-httpclient",
          "libcurl",
          "libwww-perl",
          "lwp::simple",
          "node",
          "node-fetch",
          "node.js",
          "okhttp",
          "php",
          "postmanruntime",
          "puppeteer",
          "python",
          "python-httpx",
          "python-requests",
          "python-urllib",
          "python-urllib3",
          "reqwest",
          "rest-client",
          "ruby",
          "scrapy",
          "undici",
          "wget",
          "winhttp",
          "zgrab");

  /** Words by which crawlers, scanners and headless browsers name themselves. */
  private static final Pattern SELF_NAMED =
      Pattern.compile(
          "bot\\b|crawler|spider|scanner|headlesschrome|phantomjs|link ?preview|prefetch"
              + "|barracuda|mimecast|proofpoint|urlscan|safelinks|compatible; google-safety");

  private MachineUserAgents() {}

  static Actor classify(String userAgent) {
    String agent = userAgent.strip().toLowerCase(Locale.ROOT);
    boolean isMachine =
        agent.isEmpty()
            || agent.equals(BARE)
            || agent.endsWith(GMAIL_PREFETCH)
            || LIBRARIES.contains(product(agent))
            || SELF_NAMED.matcher(agent).find();
    return isMachine ? Actor.MACHINE : Actor.PERSON;
  }

  private static String product(String agent) {
    int slash = agent.indexOf('/');
    return slash < 0 ? agent : agent.substring(0, slash);
  }
}
