package dev.sluice.local.mailbox;

import dev.sluice.local.http.LocalHttpRequest;
import dev.sluice.local.http.LocalHttpResponse;
import dev.sluice.local.mailbox.EngagementTracking.ReaderClient;
import dev.sluice.local.mailbox.EngagementTracking.TrackedLink;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Serves the tracking pixel and the tracked links of a message, as SES adds them.
 *
 * <p>Only requests for these two count as engagement: lists, sources and downloads request neither,
 * and prefetches and HEAD requests are not counted.
 */
final class TrackedMessagePages {

  static final String PICTURE = "open.gif";
  static final String LINKS = "links/";

  private static final byte[] TRANSPARENT_PIXEL =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

  /** The server listens on the loopback interface only. */
  private static final String ADDRESS = "127.0.0.1";

  private final EngagementTracking tracking;

  TrackedMessagePages(EngagementTracking tracking) {
    this.tracking = tracking;
  }

  /** Returns the HTML part with tracked links, and the tracking pixel at its end. */
  String toTrackedHtml(ReceivedMessage message) {
    String base = "/mailbox/" + message.id() + "/";
    String html =
        tracking.tracksClicks(message)
            ? HtmlLinkTracker.replaceLinks(message.html(), link -> base + LINKS + link.number())
            : message.html();
    return tracking.tracksOpens(message) ? withPicture(html, base + PICTURE) : html;
  }

  /** Returns the page's description of a message's tracking. */
  String describeTracking(ReceivedMessage message) {
    boolean opens = tracking.tracksOpens(message) && !message.html().isEmpty();
    boolean clicks = tracking.tracksClicks(message) && !message.html().isEmpty();
    return "%s, %s"
        .formatted(
            opens ? "showing the HTML part is an open" : "opens are not tracked",
            clicks ? "following its links a click" : "clicks are not tracked");
  }

  /** Answers a request for the tracking pixel, which is an open. */
  LocalHttpResponse picture(ReceivedMessage message, LocalHttpRequest request) {
    if (isSeen(request)) {
      tracking.onOpen(message, readerClient(request));
    }
    return new LocalHttpResponse(
        200, Map.of("content-type", List.of("image/gif")), TRANSPARENT_PIXEL);
  }

  /** Redirects to a link's target, which is a click; empty if the message has no such link. */
  Optional<LocalHttpResponse> followLink(
      ReceivedMessage message, String number, LocalHttpRequest request) {
    return linkOf(message, number)
        .map(link -> {
          if (isSeen(request)) {
            tracking.onClick(message, link, readerClient(request));
          }
          return LocalHttpResponse.of(302, "text/plain; charset=utf-8", "")
              .withHeader("location", link.target().toASCIIString());
        });
  }

  private Optional<TrackedLink> linkOf(ReceivedMessage message, String number) {
    return tracking.tracksClicks(message)
        ? HtmlLinkTracker.links(message.html()).stream()
            .filter(link -> Integer.toString(link.number()).equals(number))
            .findFirst()
        : Optional.empty();
  }

  private static String withPicture(String html, String address) {
    String picture =
        "<img alt=\"\" src=\"%s\" style=\"display:none;width:1px;height:1px\">".formatted(address);
    int end = html.toLowerCase(Locale.ROOT).lastIndexOf("</body");
    return end < 0 ? html + picture : html.substring(0, end) + picture + html.substring(end);
  }

  private static boolean isSeen(LocalHttpRequest request) {
    return request.method().equals("GET")
        && Stream.of("sec-purpose", "purpose", "x-moz")
            .flatMap(name -> request.header(name).stream())
            .noneMatch(purpose -> purpose.contains("prefetch"));
  }

  private static ReaderClient readerClient(LocalHttpRequest request) {
    return new ReaderClient(ADDRESS, request.header("user-agent").orElse(""));
  }
}
