package dev.sluice.cli.audit;

import dev.sluice.cli.api.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A mailbox that is in order, with campaigns to one person, into which tests put breaches. */
final class Scene {

  static final ZoneId ADELAIDE = ZoneId.of("Australia/Adelaide");

  /** Noon in Adelaide, on a Monday. */
  static final Instant MONDAY_NOON = Instant.parse("2026-10-19T01:30:00Z");

  static final Duration DAY = Duration.ofDays(1);
  static final String POSTAL = "Sluice Records, 1 Example Street, 10111 Exampleton";
  static final String OWN_LINKS = "https://mail.example.com/";

  private static final List<String> CAMPAIGNS =
      List.of("news-1", "news-2", "news-3", "tips-1", "tips-2", "club-1");

  final List<Receipt> mailbox = new ArrayList<>();
  final List<Signal> signals = new ArrayList<>();
  private final Map<String, Long> sent = new HashMap<>();
  private final Map<String, Map<String, Long>> heard = new HashMap<>();
  private final JsonNode policy;
  private JsonNode segment = Json.of("{\"attribute\":\"purchases\",\"lessThan\":1000}");
  private Instant until = Instant.parse("2026-12-01T00:00:00Z");

  Scene(String policy) {
    this.policy = Json.of(policy);
  }

  /** Narrows every campaign. */
  void segment(String criterion) {
    segment = Json.of(criterion);
  }

  /** Lets the API count another number of messages than there are. */
  void counts(String campaign, long messages) {
    sent.put(campaign, messages);
  }

  /** Lets the API count another number of what was told than there is. */
  void counts(String campaign, String kind, long messages) {
    heard.computeIfAbsent(campaign, _ -> new HashMap<>()).put(kind, messages);
  }

  /** Sets when the API was asked for its counts. */
  void countedAt(Instant at) {
    until = at;
  }

  void arrive(String campaign, Instant at) {
    mailbox.add(receipt(campaign, at, List.of("a@example.com"), headers(), POSTAL));
  }

  List<Breach.Kind> kinds(Person person) {
    return audit(person).stream().map(Breach::kind).toList();
  }

  List<Breach> audit(Person person) {
    return Audit.of(
        new Evidence(
            policy,
            Map.of(
                "news", new Evidence.Unspoken(true, Period.ZERO),
                "tips", new Evidence.Unspoken(true, Period.ZERO),
                "club", new Evidence.Unspoken(false, Period.ZERO)),
            List.of(person),
            CAMPAIGNS.stream().map(this::campaign).toList(),
            mailbox,
            POSTAL,
            new Evidence.Heard(signals, OWN_LINKS, until)));
  }

  private Announced campaign(String id) {
    return new Announced(
        id,
        id.substring(0, 4),
        Instant.parse("2026-10-01T01:30:00Z"),
        Instant.parse("2026-11-01T01:30:00Z"),
        List.of(segment),
        List.of(Json.of("{\"attribute\":\"refused\",\"present\":true}")),
        sent.getOrDefault(id, arrived(id)),
        heard.getOrDefault(id, Map.of()));
  }

  private long arrived(String campaign) {
    return mailbox.stream().filter(receipt -> receipt.campaign().equals(campaign)).count();
  }

  static Person regular() {
    return person("{\"purchases\":12}");
  }

  static Person person(String attributes) {
    return new Person(
        "a", "a@example.com", Optional.of(ADELAIDE), "active", Json.of(attributes), List.of());
  }

  static Map<String, String> headers() {
    return Map.of(
        "list-unsubscribe", "<https://example.com/u/abc>, <mailto:u@example.com>",
        "List-Unsubscribe-Post", "List-Unsubscribe=One-Click",
        "List-Id", "News <news.example.com>");
  }

  static Receipt receipt(
      String campaign, Instant at, List<String> to, Map<String, String> headers, String footer) {
    return new Receipt(
        at, to, campaign, headers, "<p>Hello</p><p>" + footer + "</p>", "Hello\n" + footer);
  }
}
