package dev.sluice.local.mailbox;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The links of an HTML part that SES leads through its tracker: {@code http} and {@code https},
 * without the attribute {@code ses:no-track}.
 *
 * <p>See "Amazon SES email sending metrics FAQs" in the Amazon SES Developer Guide. What a link
 * says in {@code ses:tags} is {@code key:value}, with semicolons between several; neither attribute
 * reaches the reader.
 */
public final class HtmlLinkTracker {

  /** SES tracks that many links of a message, and leaves the others as they are. */
  static final int MAX_LINKS = 250;

  /**
   * No bare angle bracket inside a tag, so that a part full of tags that never end is read in
   * linear time; and 400 quoted values at most, since the pattern recurs at each.
   */
  private static final Pattern ANCHOR =
      Pattern.compile("(?i)(<a)((?=\\s)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+'){0,400}+)(?=>)");

  private static final String HREF = "href";
  private static final String NO_TRACK = "ses:no-track";
  private static final String TAGS = "ses:tags";
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private final Function<TrackedLink, String> replacement;
  private int found;

  private HtmlLinkTracker(Function<TrackedLink, String> way) {
    this.replacement = way;
  }

  /** Returns the links of an HTML part that are tracked, in order. */
  public static List<TrackedLink> links(String html) {
    List<TrackedLink> links = new ArrayList<>();
    String unused =
        replaceLinks(
            html,
            link -> {
              links.add(link);
              return "";
            });
    return links;
  }

  /**
   * Returns an HTML part whose tracked links lead another way.
   *
   * @param way the addresses they lead to, without any character that HTML would escape
   */
  static String replaceLinks(String html, Function<TrackedLink, String> way) {
    HtmlLinkTracker tracked = new HtmlLinkTracker(way);
    return ANCHOR
        .matcher(html)
        .replaceAll(tag -> Matcher.quoteReplacement(tag.group(1) + tracked.anchor(tag.group(2))));
  }

  private String anchor(String attributes) {
    Optional<String> address = link(HtmlAttributes.parse(attributes)).map(this::counted);
    return HtmlAttributes.replaceValues(
        attributes,
        name ->
            switch (name) {
              case NO_TRACK, TAGS -> Optional.of("");
              case HREF -> address.map(" href=\"%s\""::formatted);
              default -> Optional.empty();
            });
  }

  private String counted(TrackedLink link) {
    found++;
    return replacement.apply(link);
  }

  private Optional<TrackedLink> link(Map<String, String> attributes) {
    if (attributes.containsKey(NO_TRACK) || found == MAX_LINKS) {
      return Optional.empty();
    }
    return target(attributes.getOrDefault(HREF, ""))
        .map(target -> new TrackedLink(found, target, tags(attributes.getOrDefault(TAGS, ""))));
  }

  /** What is no address is left as it is: a mail program makes of it what it can. */
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
