package dev.sluice.verification.audit;

import dev.sluice.cli.client.JsonText;
import dev.sluice.verification.audit.AuditInput.AuditedCampaign;
import dev.sluice.verification.audit.AuditInput.AuditedMessage;
import dev.sluice.verification.audit.AuditInput.AuditedSubscriber;
import dev.sluice.verification.audit.AuditInput.ObservedEvent;
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

/** A mailbox that is in order, with campaigns to one person, into which tests put violations. */
final class AuditFixture {

  static final ZoneId ADELAIDE = ZoneId.of("Australia/Adelaide");

  /** Noon in Adelaide, on a Monday. */
  static final Instant MONDAY_NOON = Instant.parse("2026-10-19T01:30:00Z");

  static final Duration DAY = Duration.ofDays(1);
  static final String POSTAL = "Sluice Records, 1 Example Street, 10111 Exampleton";
  static final String OWN_LINKS = "https://mail.example.com/";

  private static final List<String> CAMPAIGNS =
      List.of("news-1", "news-2", "news-3", "tips-1", "tips-2", "club-1");

  final List<AuditedMessage> mailbox = new ArrayList<>();
  final List<ObservedEvent> signals = new ArrayList<>();
  private final Map<String, Long> sent = new HashMap<>();
  private final Map<String, Map<String, Long>> eventLog = new HashMap<>();
  private final JsonNode policy;
  private JsonNode segment = JsonText.parse("{\"attribute\":\"purchases\",\"lessThan\":1000}");
  private Instant until = Instant.parse("2026-12-01T00:00:00Z");

  AuditFixture(String policy) {
    this.policy = JsonText.parse(policy);
  }

  /** Narrows every campaign. */
  void segment(String criterion) {
    segment = JsonText.parse(criterion);
  }

  /** Lets the API count another number of messages than there are. */
  void counts(String campaign, long messages) {
    sent.put(campaign, messages);
  }

  /** Makes the API count another number than the events show. */
  void counts(String campaign, String kind, long messages) {
    eventLog.computeIfAbsent(campaign, _ -> new HashMap<>()).put(kind, messages);
  }

  /** Sets when the API was asked for its counts. */
  void countedAt(Instant at) {
    until = at;
  }

  void deliver(String campaign, Instant at) {
    mailbox.add(receipt(campaign, at, List.of("a@example.com"), headers(), POSTAL));
  }

  List<RuleViolation.Kind> kinds(AuditedSubscriber person) {
    return audit(person).stream().map(RuleViolation::kind).toList();
  }

  List<RuleViolation> audit(AuditedSubscriber person) {
    return MailboxAudit.run(
        new AuditInput(
            policy,
            Map.of(
                "news", new AuditInput.TopicDefaults(true, Period.ZERO),
                "tips", new AuditInput.TopicDefaults(true, Period.ZERO),
                "club", new AuditInput.TopicDefaults(false, Period.ZERO)),
            List.of(person),
            CAMPAIGNS.stream().map(this::campaign).toList(),
            mailbox,
            POSTAL,
            new AuditInput.EventLog(signals, OWN_LINKS, until)));
  }

  private AuditedCampaign campaign(String id) {
    return new AuditedCampaign(
        id,
        id.substring(0, 4),
        Instant.parse("2026-10-01T01:30:00Z"),
        Instant.parse("2026-11-01T01:30:00Z"),
        List.of(segment),
        List.of(JsonText.parse("{\"attribute\":\"refused\",\"present\":true}")),
        sent.getOrDefault(id, arrived(id)),
        eventLog.getOrDefault(id, Map.of()));
  }

  private long arrived(String campaign) {
    return mailbox.stream().filter(receipt -> receipt.campaign().equals(campaign)).count();
  }

  static AuditedSubscriber regular() {
    return person("{\"purchases\":12}");
  }

  static AuditedSubscriber person(String attributes) {
    return new AuditedSubscriber(
        "a",
        "a@example.com",
        Optional.of(ADELAIDE),
        "active",
        JsonText.parse(attributes),
        List.of());
  }

  static Map<String, String> headers() {
    return Map.of(
        "list-unsubscribe", "<https://example.com/u/abc>, <mailto:u@example.com>",
        "List-Unsubscribe-Post", "List-Unsubscribe=One-Click",
        "List-Id", "News <news.example.com>");
  }

  static AuditedMessage receipt(
      String campaign, Instant at, List<String> to, Map<String, String> headers, String footer) {
    return new AuditedMessage(
        at, to, campaign, headers, "<p>Hello</p><p>" + footer + "</p>", "Hello\n" + footer);
  }
}
