package dev.sluice.local.mailbox;

import dev.sluice.local.mailbox.EngagementTracking.TrackedLink;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * The links of an HTML part that SES tracks: {@code http} and {@code https}, without the attribute
 * {@code ses:no-track}.
 *
 * <p>See "Amazon SES email sending metrics FAQs" in the Amazon SES Developer Guide. The attribute
 * {@code ses:tags} holds {@code key:value} pairs, separated by semicolons; recipients receive
 * neither attribute.
 */
public final class HtmlLinkTracker {

  /** SES tracks this many links of a message and leaves the others unchanged. */
  static final int MAX_LINKS = 250;

  private static final String HREF = "href";
  private static final String NO_TRACK = "ses:no-track";
  private static final String TAGS = "ses:tags";
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private HtmlLinkTracker() {}

  /** Returns the tracked links of an HTML part, in order. */
  public static List<TrackedLink> links(String html) {
    List<TrackedLink> links = new ArrayList<>();
    for (Element anchor : anchors(html)) {
      link(anchor, links.size()).ifPresent(links::add);
    }
    return links;
  }

  /**
   * Returns an HTML part whose tracked links lead to other addresses.
   *
   * <p>Only the start tags of these links change, and those with an attribute for SES; all other
   * text stays as it is.
   */
  static String replaceLinks(String html, Function<TrackedLink, String> replacement) {
    StringBuilder result = new StringBuilder();
    int copied = 0;
    int found = 0;
    for (Element anchor : anchors(html)) {
      Optional<TrackedLink> link = link(anchor, found);
      if (link.isPresent() || anchor.hasAttr(NO_TRACK) || anchor.hasAttr(TAGS)) {
        link.map(replacement).ifPresent(address -> anchor.attr(HREF, address));
        found += link.isPresent() ? 1 : 0;
        anchor.removeAttr(NO_TRACK).removeAttr(TAGS);
        result
            .append(html, copied, anchor.sourceRange().startPos())
            .append("<a")
            .append(anchor.attributes().html())
            .append('>');
        copied = anchor.sourceRange().endPos();
      }
    }
    return result.append(html, copied, html.length()).toString();
  }

  /** Returns the anchors that the source text has, in its order; a parser may add copies. */
  private static List<Element> anchors(String html) {
    return Parser.htmlParser().setTrackPosition(true).parseInput(html, "").select("a").stream()
        .filter(anchor -> anchor.sourceRange().isTracked() && !anchor.sourceRange().isImplicit())
        .sorted(Comparator.comparingInt(anchor -> anchor.sourceRange().startPos()))
        .toList();
  }

  private static Optional<TrackedLink> link(Element anchor, int number) {
    return anchor.hasAttr(NO_TRACK) || number == MAX_LINKS
        ? Optional.empty()
        : target(anchor.attr(HREF))
            .map(target -> new TrackedLink(number, target, tags(anchor.attr(TAGS))));
  }

  /** Returns the address, empty if SES does not track it or if it is not an address at all. */
  private static Optional<URI> target(String href) {
    try {
      URI uri = new URI(href.strip());
      return Optional.ofNullable(uri.getScheme())
          .filter(scheme -> SCHEMES.contains(scheme.toLowerCase(Locale.ROOT)))
          .map(_ -> uri);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Map<String, List<String>> tags(String pairs) {
    Map<String, List<String>> tags = new LinkedHashMap<>();
    for (String pair : pairs.split(";", -1)) {
      int colon = pair.indexOf(':');
      if (colon > 0) {
        tags.computeIfAbsent(pair.substring(0, colon).strip(), _ -> new ArrayList<>())
            .add(pair.substring(colon + 1).strip());
      }
    }
    return tags;
  }
}
