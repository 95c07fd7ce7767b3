package dev.sluice.mail;

import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.Variant;
import dev.sluice.core.support.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The check of a campaign's content for what makes mailbox providers and readers distrust it.
 *
 * <p>It finds warnings, never errors: a team may know better. It looks at each variant as rendered
 * with the campaign's defaults; a name without one stands for itself.
 */
public final class ContentCheck {

  /** Gmail shows about 102 kB of a message's HTML and hides the rest, the footer included. */
  static final int CLIPPED_BYTES = 102_000;

  /** What the footer, the link's token and the tracking of links add, roughly. */
  private static final int ADDED_BYTES = 4_000;

  /** Characters of a subject that phones show, roughly. */
  static final int SHOWN_SUBJECT_CHARACTERS = 60;

  /** Characters of text for each picture, below which a message looks like one large picture. */
  private static final int TEXT_PER_PICTURE = 60;

  /** Warnings of one kind and variant: the first ones show what is meant. */
  private static final int MAX_EACH = 5;

  private static final Set<String> SHORTENERS =
      Set.of(
          "bit.ly",
          "buff.ly",
          "cutt.ly",
          "goo.gl",
          "is.gd",
          "lnkd.in",
          "ow.ly",
          "rb.gy",
          "rebrand.ly",
          "shorturl.at",
          "t.co",
          "t.ly",
          "tiny.cc",
          "tinyurl.com");

  private static final Pattern HOST = Pattern.compile("(?i)^https?://(?:www\\.)?([^/:?#\\s]+)");

  private final String place;
  private final List<Warning> warnings = new ArrayList<>();

  private ContentCheck(String place) {
    this.place = place;
  }

  /** What a warning is about. */
  public enum WarningKind {
    /** The HTML is so large that mail clients clip it. */
    HTML_SIZE,
    /** A picture has no alternative text. */
    ALT_TEXT,
    /** A link is not encrypted. */
    INSECURE_LINK,
    /** A link leads through a public shortener. */
    SHORTENED_LINK,
    /** The subject is longer than phones show. */
    SUBJECT_LENGTH,
    /** The team wrote no text part. */
    TEXT_PART,
    /** The message is mostly pictures. */
    PICTURES
  }

  /**
   * A warning.
   *
   * @param field the part that it is about, such as {@code variants[0].html}
   * @param value what was found there
   * @param reason why it matters and what to do
   */
  public record Warning(WarningKind kind, String field, String value, String reason) {}

  /** Returns the warnings about a campaign, variant by variant. */
  public static List<Warning> check(Campaign campaign) {
    CampaignTemplates templates = CampaignTemplates.compile(campaign);
    List<Warning> all = new ArrayList<>();
    for (int i = 0; i < campaign.variants().size(); i++) {
      Variant variant = campaign.variants().get(i);
      ContentCheck check = new ContentCheck("variants[" + i + "].");
      try {
        check.check(templates.forVariant(variant), variant, campaign.defaults());
      } catch (InvalidInputException notWithoutRealValues) {
        continue; // such as a list where the sample is text: a check never blocks
      }
      all.addAll(check.warnings);
    }
    return List.copyOf(all);
  }

  private void check(CompiledMessage message, Variant variant, Map<String, String> defaults) {
    Map<String, Object> values = sampleValues(message, defaults);
    String html = message.html().render(values);
    Document document = Jsoup.parse(html);
    checkSubject(message.subject().render(values));
    checkSize(html);
    checkPictures(document, html);
    document.select("a[href]").stream().map(link -> link.attr("href").strip()).forEach(this::link);
    if (variant.text().isBlank()) {
      add(
          WarningKind.TEXT_PART,
          "text",
          "absent",
          "it is made from the HTML: read it in the mailbox of `sluice up`, or write your own");
    }
  }

  private void checkSubject(String subject) {
    int length = subject.codePointCount(0, subject.length());
    if (length > SHOWN_SUBJECT_CHARACTERS) {
      add(
          WarningKind.SUBJECT_LENGTH,
          "subject",
          length + " characters",
          "phones show about " + SHOWN_SUBJECT_CHARACTERS + ": put what matters first");
    }
  }

  private void checkSize(String html) {
    int bytes = html.getBytes(StandardCharsets.UTF_8).length + ADDED_BYTES;
    if (bytes > CLIPPED_BYTES) {
      add(
          WarningKind.HTML_SIZE,
          "html",
          bytes / 1000 + " kB with the footer",
          "Gmail clips a message at about 102 kB and hides the rest with the unsubscribe link:"
              + " shorten it");
    }
  }

  private void checkPictures(Document document, String html) {
    List<Element> pictures = document.select("img");
    pictures.stream()
        .filter(picture -> !picture.hasAttr("alt"))
        .limit(MAX_EACH)
        .forEach(picture ->
            add(
                WarningKind.ALT_TEXT,
                "html",
                shortened("img " + picture.attr("src")),
                "many readers see no pictures: give it an alt text, alt=\"\" if it only"
                    + " decorates"));
    int characters = HtmlToText.withoutAlternatives(html).length();
    if (!pictures.isEmpty() && characters < TEXT_PER_PICTURE * pictures.size()) {
      add(
          WarningKind.PICTURES,
          "html",
          "%d pictures, %d characters of text".formatted(pictures.size(), characters),
          "spam filters distrust messages that are mostly pictures, and readers who block them see"
              + " nothing: write more as text");
    }
  }

  private void link(String address) {
    if (address.toLowerCase(Locale.ROOT).startsWith("http:")) {
      add(
          WarningKind.INSECURE_LINK,
          "html",
          shortened(address),
          "browsers warn of links that are not encrypted: use https");
    }
    host(address)
        .filter(SHORTENERS::contains)
        .ifPresent(host ->
            add(
                WarningKind.SHORTENED_LINK,
                "html",
                shortened(address),
                "spam filters block links through " + host + ": link to your own domain"));
  }

  private void add(WarningKind kind, String field, String value, String reason) {
    Warning warning = new Warning(kind, place + field, value, reason);
    long known = warnings.stream().filter(earlier -> earlier.kind() == kind).count();
    if (known < MAX_EACH && !warnings.contains(warning)) {
      warnings.add(warning);
    }
  }

  private static Map<String, Object> sampleValues(
      CompiledMessage message, Map<String, String> defaults) {
    Map<String, Object> values = new HashMap<>();
    message.attributes().forEach(name -> values.put(name, name));
    SystemVariables.NAMES.forEach(name -> values.put(name, "https://links.invalid/" + name));
    values.putAll(TemplateVariables.merge(defaults, Map.of()));
    return values;
  }

  private static Optional<String> host(String address) {
    var matcher = HOST.matcher(address);
    return matcher.find()
        ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 79) + "…";
  }
}
