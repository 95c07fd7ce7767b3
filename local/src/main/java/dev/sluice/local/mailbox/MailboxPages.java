package dev.sluice.local.mailbox;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.sluice.local.http.LocalHttpRequest;
import dev.sluice.local.http.LocalHttpResponse;
import dev.sluice.local.http.LocalHttpService;
import dev.sluice.local.http.QueryString;
import dev.sluice.local.mailbox.LocalMailbox.MailboxOrder;
import dev.sluice.local.mailbox.LocalMailbox.MailboxQuery;
import dev.sluice.local.mailbox.LocalMailbox.MailboxSearchResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * The mailbox in a browser: a searchable list, and each message with its HTML, text, headers and
 * tags; the list also as JSON at {@code /mailbox.json}.
 *
 * <p>Lists go on by a cursor, {@code after}, which the page before gave: mail that arrives
 * meanwhile shifts nothing. With {@code order=oldest}, the JSON goes through all mail in the order
 * of acceptance.
 *
 * <p>Messages are foreign content: pages escape all of it, and the HTML part is shown in a sandbox
 * that runs no script and loads nothing but the picture of a tracked message ({@link
 * TrackedMessagePages}).
 */
public final class MailboxPages implements LocalHttpService {

  private static final int PAGE_SIZE = 50;

  private static final String PAGE_POLICY =
      "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";
  private static final String PART_POLICY =
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:"
          + " 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

  private static final Pattern DOCTYPE = Pattern.compile("(?i)^\\s*<!doctype[^>]*>");
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final LocalMailbox mailbox;
  private final InstantSource clock;
  private final TrackedMessagePages tracked;
  private final Template list = template("list.mustache");
  private final Template one = template("message.mustache");
  private final String style = resource("style.css");

  /** Creates the pages of a mailbox. */
  public MailboxPages(LocalMailbox mailbox, InstantSource clock, EngagementTracking tracking) {
    this.mailbox = mailbox;
    this.clock = clock;
    this.tracked = new TrackedMessagePages(tracking);
  }

  /** Returns whether a path belongs to the mailbox. */
  public static boolean serves(String path) {
    return path.equals("/mailbox") || path.equals("/mailbox.json") || path.startsWith("/mailbox/");
  }

  @Override
  public LocalHttpResponse handle(LocalHttpRequest request) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return problem(405, "Method not allowed", "The mailbox is only for reading: use GET.");
    }
    return switch (request.path()) {
      case "/mailbox", "/mailbox/" -> page(PAGE_POLICY, listHtml(request.query()));
      case "/mailbox.json" -> json(request.query());
      case "/mailbox/style.css" ->
          withSecurityHeaders(LocalHttpResponse.of(200, "text/css; charset=utf-8", style));
      default -> message(request);
    };
  }

  private LocalHttpResponse message(LocalHttpRequest request) {
    String path = request.path().substring("/mailbox/".length());
    int slash = path.indexOf('/');
    String id = slash < 0 ? path : path.substring(0, slash);
    Optional<ReceivedMessage> found = mailbox.message(id);
    if (found.isEmpty()) {
      return problem(404, "Not found", "No message in the mailbox has this id.");
    }
    ReceivedMessage message = found.get();
    return switch (slash < 0 ? "" : path.substring(slash + 1)) {
      case "" -> page(PAGE_POLICY, one.execute(detail(message)));
      case "html" -> page(PART_POLICY, openingLinksOutside(tracked.toTrackedHtml(message)));
      case "eml" ->
          withSecurityHeaders(
                  LocalHttpResponse.of(200, "message/rfc822", EmlEncoder.encode(message)))
              .withHeader("content-disposition", "attachment; filename=\"" + id + ".eml\"");
      case TrackedMessagePages.PICTURE -> withSecurityHeaders(tracked.picture(message, request));
      case String link when link.startsWith(TrackedMessagePages.LINKS) ->
          tracked
              .followLink(message, link.substring(TrackedMessagePages.LINKS.length()), request)
              .map(MailboxPages::withSecurityHeaders)
              .orElseGet(() -> problem(404, "Not found", "The message has no such link."));
      default -> problem(404, "Not found", "A message has html and eml, and nothing else.");
    };
  }

  private String listHtml(String query) {
    MailboxSearchResult found = search(query, MailboxOrder.NEWEST_FIRST, PAGE_SIZE);
    Map<String, Object> view = new LinkedHashMap<>();
    String text = QueryString.first(query, "q", "");
    view.put("words", text);
    view.put("searching", !text.isBlank());
    view.put("total", found.total());
    view.put("one", found.total() == 1);
    view.put("now", WHEN.format(clock.instant()));
    view.put("any", !found.messages().isEmpty());
    view.put("messages", found.messages().stream().map(MailboxPages::summary).toList());
    view.put("newest", cursor(query).isPresent() ? link(text, "") : "");
    view.put("older", found.next().map(next -> link(text, "&after=" + next)).orElse(""));
    return list.execute(view);
  }

  private LocalHttpResponse json(String query) {
    MailboxOrder order =
        QueryString.first(query, "order", "newest").equals("oldest")
            ? MailboxOrder.OLDEST_FIRST
            : MailboxOrder.NEWEST_FIRST;
    MailboxSearchResult found = search(query, order, number(query, "limit", PAGE_SIZE));
    var answer = JsonMapper.shared().createObjectNode().put("total", found.total());
    var messages = answer.putArray("messages");
    boolean bodies = QueryString.first(query, "bodies", "true").equals("true");
    found
        .messages()
        .forEach(message -> messages.add(MailboxMessageJson.encode(whole(message), bodies)));
    found.next().ifPresent(next -> answer.put("next", next.toString()));
    return withSecurityHeaders(LocalHttpResponse.of(200, "application/json", answer.toString()));
  }

  /** Returns the message with its parts, if they are only in the mailbox's file. */
  private ReceivedMessage whole(ReceivedMessage message) {
    return message.bodyKept() ? message : mailbox.message(message.id()).orElse(message);
  }

  private MailboxSearchResult search(String query, MailboxOrder order, int limit) {
    return mailbox.search(
        new MailboxQuery(QueryString.first(query, "q", ""), order, cursor(query), limit));
  }

  private static Optional<Long> cursor(String query) {
    return Optional.of(QueryString.first(query, "after", ""))
        .filter(text -> text.matches("[0-9]{1,18}"))
        .map(Long::valueOf);
  }

  private static Map<String, Object> summary(ReceivedMessage message) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", message.id());
    view.put("at", message.at().toString());
    view.put("when", when(message.at()));
    view.put("to", String.join(", ", message.to()));
    view.put("subject", message.subject());
    view.put(
        "tags",
        message.tags().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(tag -> pair(tag.getKey(), tag.getValue()))
            .toList());
    return view;
  }

  private Map<String, Object> detail(ReceivedMessage message) {
    Map<String, Object> view = summary(message);
    view.put("tracking", tracked.describeTracking(message));
    view.put("from", message.from());
    view.put("set", message.configurationSet().orElse("none"));
    view.put("bodyKept", message.bodyKept());
    view.put("hasHtml", !message.html().isEmpty());
    view.put("hasText", !message.text().isEmpty());
    view.put("text", message.text());
    view.put("headers", message.headers().stream().map(h -> pair(h.name(), h.value())).toList());
    return view;
  }

  private static Map<String, String> pair(String name, String value) {
    return Map.of("name", name, "value", value);
  }

  /** Adds a base target, so that links open outside the frame instead of replacing the part. */
  private static String openingLinksOutside(String html) {
    String base = "<base target=\"_blank\">";
    var doctype = DOCTYPE.matcher(html);
    return doctype.find() ? doctype.group() + base + html.substring(doctype.end()) : base + html;
  }

  private static String link(String text, String cursor) {
    return "/mailbox?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + cursor;
  }

  private static int number(String query, String name, int otherwise) {
    String text = QueryString.first(query, name, "");
    return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : otherwise;
  }

  private static String when(Instant at) {
    return WHEN.format(at);
  }

  private static LocalHttpResponse page(String policy, String html) {
    return withSecurityHeaders(LocalHttpResponse.of(200, "text/html; charset=utf-8", html))
        .withHeader("content-security-policy", policy);
  }

  private static LocalHttpResponse problem(int status, String title, String detail) {
    return withSecurityHeaders(LocalHttpResponse.problem(status, title, detail));
  }

  private static LocalHttpResponse withSecurityHeaders(LocalHttpResponse response) {
    return response
        .withHeader("x-content-type-options", "nosniff")
        .withHeader("referrer-policy", "no-referrer")
        .withHeader("cache-control", "no-store");
  }

  private static Template template(String name) {
    return Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true).compile(resource(name));
  }

  private static String resource(String name) {
    try (InputStream stream = MailboxPages.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("resource " + name + " is missing from the build");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
