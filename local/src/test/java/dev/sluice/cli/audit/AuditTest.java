package dev.sluice.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.api.Json;
import dev.sluice.cli.audit.Breach.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Plants each kind of breach in a mailbox that is otherwise in order, and sees it found. */
@DisplayName("The audit")
class AuditTest {

  private static final ZoneId ADELAIDE = ZoneId.of("Australia/Adelaide");

  /** Noon in Adelaide, on a Monday. */
  private static final Instant MONDAY_NOON = Instant.parse("2026-10-19T01:30:00Z");

  private static final Duration DAY = Duration.ofDays(1);
  private static final String POSTAL = "Sluice Records, 1 Example Street, 10111 Exampleton";

  private static final JsonNode POLICY =
      Json.of(
          """
          {"caps":[
            {"name":"daily","limit":1,"window":{"calendar":"day"}},
            {"name":"three","limit":3,"window":{"rolling":"P7D"}},
            {"name":"rare","limit":1,"window":{"rolling":"P5D"},
             "appliesTo":{"attribute":"purchases","atMost":1}},
            {"name":"tips","limit":1,"window":{"calendar":"month"},"topic":"tips"}],
           "quietHours":{"from":"21:00","until":"08:00"},
           "defaultZone":"Australia/Adelaide"}
          """);

  private final List<Receipt> mailbox = new ArrayList<>();

  @Test
  @DisplayName("finds nothing when every rule is kept, to the edge of its window")
  void findsNothingWhenAllIsWell() {
    arrive("news-1", MONDAY_NOON);
    arrive("news-2", MONDAY_NOON.plus(DAY));
    arrive("tips-1", MONDAY_NOON.plus(DAY.multipliedBy(2)));
    arrive("news-3", MONDAY_NOON.plus(DAY.multipliedBy(7)));

    assertThat(audit(regular())).isEmpty();
  }

  @Test
  @DisplayName("finds a second message on a calendar day of the subscriber's zone")
  void findsCalendarCapExceeded() {
    arrive("news-1", MONDAY_NOON);
    arrive("news-2", MONDAY_NOON.plus(Duration.ofHours(8)));

    assertThat(kinds(regular())).containsExactly(Kind.CAP_EXCEEDED);
  }

  @Test
  @DisplayName("finds a fourth message a nanosecond before the rolling window is over")
  void findsRollingCapExceeded() {
    arrive("news-1", MONDAY_NOON);
    arrive("news-2", MONDAY_NOON.plus(DAY));
    arrive("tips-1", MONDAY_NOON.plus(DAY.multipliedBy(2)));
    arrive("news-3", MONDAY_NOON.plus(DAY.multipliedBy(7)).minusNanos(1));

    assertThat(audit(regular()))
        .singleElement()
        .satisfies(breach -> assertThat(breach.detail()).contains("cap three", "number 4"));
  }

  @Test
  @DisplayName("finds a conditional cap exceeded for those it applies to, and only for them")
  void findsConditionalCapExceeded() {
    arrive("news-1", MONDAY_NOON);
    arrive("news-2", MONDAY_NOON.plus(DAY));

    assertThat(kinds(person("{\"purchases\":1}"))).containsExactly(Kind.CAP_EXCEEDED);
    assertThat(kinds(regular())).isEmpty();
  }

  @Test
  @DisplayName("finds a topic's cap exceeded, and does not count other topics")
  void findsTopicCapExceeded() {
    arrive("tips-1", MONDAY_NOON);
    arrive("news-1", MONDAY_NOON.plus(DAY));
    arrive("tips-2", MONDAY_NOON.plus(DAY.multipliedBy(8)));

    assertThat(audit(regular()))
        .singleElement()
        .satisfies(breach -> assertThat(breach.detail()).contains("cap tips"));
  }

  @Test
  @DisplayName("finds a weekly topic sent again on the sixth day, but not on the seventh")
  void findsCadenceBroken() {
    Person weekly = choosing(new Person.Choice(Instant.EPOCH, "news", true, Period.ofDays(7)));
    arrive("news-1", MONDAY_NOON);
    arrive("news-2", MONDAY_NOON.plus(DAY.multipliedBy(6)));
    assertThat(kinds(weekly)).containsExactly(Kind.CADENCE_BROKEN);

    mailbox.clear();
    arrive("news-1", MONDAY_NOON);
    arrive("news-2", MONDAY_NOON.plus(DAY.multipliedBy(7)).minus(Duration.ofHours(3)));
    assertThat(kinds(weekly)).isEmpty();
  }

  @Test
  @DisplayName("finds a message in quiet hours of a half-hour zone, on both sides of midnight")
  void findsQuietHoursBroken() {
    Instant nineInTheEvening = MONDAY_NOON.plus(Duration.ofHours(9));
    arrive("news-1", nineInTheEvening);
    arrive("news-2", nineInTheEvening.plus(DAY).plus(Duration.ofHours(11)).minusNanos(1));

    assertThat(kinds(regular())).containsExactly(Kind.QUIET_HOURS_BROKEN, Kind.QUIET_HOURS_BROKEN);
  }

  @Test
  @DisplayName("takes the last nanosecond before quiet hours, and the first after them")
  void allowsTheEdgesOfQuietHours() {
    Instant nineInTheEvening = MONDAY_NOON.plus(Duration.ofHours(9));
    arrive("news-1", nineInTheEvening.minusNanos(1));
    arrive("news-2", nineInTheEvening.plus(Duration.ofHours(11)));

    assertThat(kinds(regular())).isEmpty();
  }

  @Test
  @DisplayName("finds a message of a topic that was left, from the instant it was left")
  void findsSentAfterOptOut() {
    Person left = choosing(new Person.Choice(MONDAY_NOON, "news", false, Period.ZERO));
    arrive("news-1", MONDAY_NOON);
    assertThat(kinds(left)).containsExactly(Kind.SENT_WITHOUT_CONSENT);

    mailbox.clear();
    arrive("news-1", MONDAY_NOON.minusNanos(1));
    assertThat(kinds(left)).isEmpty();
  }

  @Test
  @DisplayName("finds a message of an opt-in topic that nobody asked for")
  void findsSentWithoutOptIn() {
    arrive("club-1", MONDAY_NOON);

    assertThat(kinds(regular())).containsExactly(Kind.SENT_WITHOUT_CONSENT);
  }

  @Test
  @DisplayName("finds a campaign sent twice to one subscriber")
  void findsSentTwice() {
    arrive("news-1", MONDAY_NOON);
    arrive("news-1", MONDAY_NOON.plus(DAY));

    assertThat(kinds(regular())).containsExactly(Kind.SENT_TWICE);
  }

  @Test
  @DisplayName("finds a message outside the campaign's segments")
  void findsSentOutsideAudience() {
    arrive("news-1", MONDAY_NOON);

    assertThat(kinds(person("{\"purchases\":1000}"))).containsExactly(Kind.SENT_OUTSIDE_AUDIENCE);
  }

  @Test
  @DisplayName("finds a message before the campaign's start, and at its expiry")
  void findsSentOutsideLife() {
    arrive("news-1", Instant.parse("2026-10-01T01:30:00Z").minusNanos(1));
    arrive("news-2", Instant.parse("2026-11-01T01:30:00Z"));

    assertThat(kinds(regular()))
        .containsExactly(Kind.SENT_OUTSIDE_CAMPAIGN_LIFE, Kind.SENT_OUTSIDE_CAMPAIGN_LIFE);
  }

  @Test
  @DisplayName("finds a recipient who is not a subscriber, and a campaign nobody enqueued")
  void findsStrangers() {
    mailbox.add(receipt("news-1", MONDAY_NOON, List.of("stranger@example.com"), headers(), POSTAL));
    mailbox.add(receipt("spam-1", MONDAY_NOON, List.of("a@example.com"), headers(), POSTAL));

    assertThat(kinds(regular())).containsExactly(Kind.ODD_RECIPIENT, Kind.UNKNOWN_CAMPAIGN);
  }

  @Test
  @DisplayName("finds each missing header, and a missing postal address")
  void findsIncompleteLetters() {
    mailbox.add(receipt("news-1", MONDAY_NOON, List.of("a@example.com"), Map.of(), "no address"));

    List<Breach> found = audit(regular());

    assertThat(found)
        .extracting(Breach::kind)
        .containsOnly(Kind.HEADER_MISSING, Kind.POSTAL_ADDRESS_MISSING);
    assertThat(found)
        .extracting(Breach::detail)
        .satisfiesExactly(
            detail -> assertThat(detail).startsWith("List-Unsubscribe of"),
            detail -> assertThat(detail).startsWith("List-Unsubscribe-Post of"),
            detail -> assertThat(detail).startsWith("List-Id of"),
            detail -> assertThat(detail).startsWith("the postal address of"));
  }

  @Test
  @DisplayName("finds a count of the API that differs from the mailbox")
  void findsDifferentCount() {
    arrive("news-1", MONDAY_NOON);

    assertThat(Audit.of(evidence(regular(), 2)))
        .singleElement()
        .satisfies(breach -> {
          assertThat(breach.kind()).isEqualTo(Kind.COUNT_DIFFERS);
          assertThat(breach.detail()).contains("counts 2 sent, the mailbox holds 1");
        });
  }

  private void arrive(String campaign, Instant at) {
    mailbox.add(receipt(campaign, at, List.of("a@example.com"), headers(), POSTAL));
  }

  private List<Kind> kinds(Person person) {
    return audit(person).stream().map(Breach::kind).toList();
  }

  private List<Breach> audit(Person person) {
    return Audit.of(evidence(person, -1));
  }

  /** A count below 0 stands for the right one. */
  private Evidence evidence(Person person, long sent) {
    List<Announced> campaigns =
        List.of("news-1", "news-2", "news-3", "tips-1", "tips-2", "club-1").stream()
            .map(id -> campaign(id, sent < 0 || !id.equals("news-1") ? arrived(id) : sent))
            .toList();
    return new Evidence(
        POLICY,
        Map.of(
            "news", new Evidence.Unspoken(true, Period.ZERO),
            "tips", new Evidence.Unspoken(true, Period.ZERO),
            "club", new Evidence.Unspoken(false, Period.ZERO)),
        List.of(person),
        campaigns,
        mailbox,
        POSTAL);
  }

  private long arrived(String campaign) {
    return mailbox.stream().filter(receipt -> receipt.campaign().equals(campaign)).count();
  }

  private static Announced campaign(String id, long sent) {
    return new Announced(
        id,
        id.substring(0, 4),
        Instant.parse("2026-10-01T01:30:00Z"),
        Instant.parse("2026-11-01T01:30:00Z"),
        List.of(Json.of("{\"attribute\":\"purchases\",\"lessThan\":1000}")),
        List.of(Json.of("{\"attribute\":\"refused\",\"present\":true}")),
        sent);
  }

  private static Person regular() {
    return person("{\"purchases\":12}");
  }

  private static Person person(String attributes) {
    return new Person(
        "a", "a@example.com", Optional.of(ADELAIDE), "active", Json.of(attributes), List.of());
  }

  private static Person choosing(Person.Choice choice) {
    return new Person(
        "a",
        "a@example.com",
        Optional.empty(),
        "active",
        Json.of("{\"purchases\":12}"),
        List.of(choice));
  }

  private static Map<String, String> headers() {
    return Map.of(
        "list-unsubscribe", "<https://example.com/u/abc>, <mailto:u@example.com>",
        "List-Unsubscribe-Post", "List-Unsubscribe=One-Click",
        "List-Id", "News <news.example.com>");
  }

  private static Receipt receipt(
      String campaign, Instant at, List<String> to, Map<String, String> headers, String footer) {
    return new Receipt(
        at, to, campaign, headers, "<p>Hello</p><p>" + footer + "</p>", "Hello\n" + footer);
  }
}
