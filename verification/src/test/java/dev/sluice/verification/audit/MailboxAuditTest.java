package dev.sluice.verification.audit;

import static dev.sluice.verification.audit.AuditFixture.DAY;
import static dev.sluice.verification.audit.AuditFixture.MONDAY_NOON;
import static dev.sluice.verification.audit.AuditFixture.POSTAL;
import static dev.sluice.verification.audit.AuditFixture.headers;
import static dev.sluice.verification.audit.AuditFixture.person;
import static dev.sluice.verification.audit.AuditFixture.receipt;
import static dev.sluice.verification.audit.AuditFixture.regular;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.client.JsonText;
import dev.sluice.verification.audit.AuditInput.AuditedSubscriber;
import dev.sluice.verification.audit.RuleViolation.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Plants each kind of violation in a mailbox that is otherwise in order, and checks that the audit
 * finds it.
 */
@DisplayName("The audit")
class MailboxAuditTest {

  private static final String POLICY =
      """
      {"caps":[
        {"name":"daily","limit":1,"window":{"calendar":"day"}},
        {"name":"three","limit":3,"window":{"rolling":"P7D"}},
        {"name":"rare","limit":1,"window":{"rolling":"P5D"},
         "appliesTo":{"attribute":"purchases","atMost":1}},
        {"name":"tips","limit":1,"window":{"calendar":"month"},"topic":"tips"}],
       "quietHours":{"from":"21:00","until":"08:00"},
       "defaultZone":"Australia/Adelaide"}
      """;

  private final AuditFixture scene = new AuditFixture(POLICY);

  @Test
  @DisplayName("finds nothing when every rule is kept, to the edge of its window")
  void findsNothingWhenAllIsWell() {
    scene.deliver("news-1", MONDAY_NOON);
    scene.deliver("news-2", MONDAY_NOON.plus(DAY));
    scene.deliver("tips-1", MONDAY_NOON.plus(DAY.multipliedBy(2)));
    scene.deliver("news-3", MONDAY_NOON.plus(DAY.multipliedBy(7)));

    assertThat(scene.audit(regular())).isEmpty();
  }

  @Test
  @DisplayName("finds a second message on a calendar day of the subscriber's zone")
  void findsCalendarCapExceeded() {
    scene.deliver("news-1", MONDAY_NOON);
    scene.deliver("news-2", MONDAY_NOON.plus(Duration.ofHours(8)));

    assertThat(scene.kinds(regular())).containsExactly(Kind.CAP_EXCEEDED);
  }

  @Test
  @DisplayName("finds a fourth message a nanosecond before the rolling window is over")
  void findsRollingCapExceeded() {
    scene.deliver("news-1", MONDAY_NOON);
    scene.deliver("news-2", MONDAY_NOON.plus(DAY));
    scene.deliver("tips-1", MONDAY_NOON.plus(DAY.multipliedBy(2)));
    scene.deliver("news-3", MONDAY_NOON.plus(DAY.multipliedBy(7)).minusNanos(1));

    assertThat(scene.audit(regular()))
        .singleElement()
        .satisfies(violation -> assertThat(violation.detail()).contains("cap three", "number 4"));
  }

  @Test
  @DisplayName("finds a conditional cap exceeded for those it applies to, and only for them")
  void findsConditionalCapExceeded() {
    scene.deliver("news-1", MONDAY_NOON);
    scene.deliver("news-2", MONDAY_NOON.plus(DAY));

    assertThat(scene.kinds(person("{\"purchases\":1}"))).containsExactly(Kind.CAP_EXCEEDED);
    assertThat(scene.kinds(regular())).isEmpty();
  }

  @Test
  @DisplayName("finds a topic's cap exceeded, and does not count other topics")
  void findsTopicCapExceeded() {
    scene.deliver("tips-1", MONDAY_NOON);
    scene.deliver("news-1", MONDAY_NOON.plus(DAY));
    scene.deliver("tips-2", MONDAY_NOON.plus(DAY.multipliedBy(8)));

    assertThat(scene.audit(regular()))
        .singleElement()
        .satisfies(violation -> assertThat(violation.detail()).contains("cap tips"));
  }

  @Test
  @DisplayName("finds a weekly topic sent again on the sixth day, but not on the seventh")
  void findsCadenceBroken() {
    AuditedSubscriber weekly =
        choosing(new AuditedSubscriber.TopicChoice(Instant.EPOCH, "news", true, Period.ofDays(7)));
    scene.deliver("news-1", MONDAY_NOON);
    scene.deliver("news-2", MONDAY_NOON.plus(DAY.multipliedBy(6)));
    assertThat(scene.kinds(weekly)).containsExactly(Kind.CADENCE_BROKEN);

    scene.mailbox.clear();
    scene.deliver("news-1", MONDAY_NOON);
    scene.deliver("news-2", MONDAY_NOON.plus(DAY.multipliedBy(7)).minus(Duration.ofHours(3)));
    assertThat(scene.kinds(weekly)).isEmpty();
  }

  @Test
  @DisplayName("finds a message in quiet hours of a half-hour zone, on both sides of midnight")
  void findsQuietHoursBroken() {
    Instant nineInTheEvening = MONDAY_NOON.plus(Duration.ofHours(9));
    scene.deliver("news-1", nineInTheEvening);
    scene.deliver("news-2", nineInTheEvening.plus(DAY).plus(Duration.ofHours(11)).minusNanos(1));

    assertThat(scene.kinds(regular()))
        .containsExactly(Kind.QUIET_HOURS_BROKEN, Kind.QUIET_HOURS_BROKEN);
  }

  @Test
  @DisplayName("takes the last nanosecond before quiet hours, and the first after them")
  void allowsEdgesOfQuietHours() {
    Instant nineInTheEvening = MONDAY_NOON.plus(Duration.ofHours(9));
    scene.deliver("news-1", nineInTheEvening.minusNanos(1));
    scene.deliver("news-2", nineInTheEvening.plus(Duration.ofHours(11)));

    assertThat(scene.kinds(regular())).isEmpty();
  }

  @Test
  @DisplayName("finds a message of a topic that was left, from the instant it was left")
  void findsSentAfterOptOut() {
    AuditedSubscriber left =
        choosing(new AuditedSubscriber.TopicChoice(MONDAY_NOON, "news", false, Period.ZERO));
    scene.deliver("news-1", MONDAY_NOON);
    assertThat(scene.kinds(left)).containsExactly(Kind.SENT_WITHOUT_CONSENT);

    scene.mailbox.clear();
    scene.deliver("news-1", MONDAY_NOON.minusNanos(1));
    assertThat(scene.kinds(left)).isEmpty();
  }

  @Test
  @DisplayName("finds a message of an opt-in topic without an opt-in")
  void findsSentWithoutOptIn() {
    scene.deliver("club-1", MONDAY_NOON);

    assertThat(scene.kinds(regular())).containsExactly(Kind.SENT_WITHOUT_CONSENT);
  }

  @Test
  @DisplayName("finds a campaign sent twice to one subscriber")
  void findsSentTwice() {
    scene.deliver("news-1", MONDAY_NOON);
    scene.deliver("news-1", MONDAY_NOON.plus(DAY));

    assertThat(scene.kinds(regular())).containsExactly(Kind.SENT_TWICE);
  }

  @Test
  @DisplayName("finds a message outside the campaign's segments")
  void findsSentOutsideAudience() {
    scene.deliver("news-1", MONDAY_NOON);

    assertThat(scene.kinds(person("{\"purchases\":1000}")))
        .containsExactly(Kind.SENT_OUTSIDE_AUDIENCE);
  }

  @Test
  @DisplayName("finds a message before the campaign's start, and at its expiry")
  void findsSentOutsideLife() {
    scene.deliver("news-1", Instant.parse("2026-10-01T01:30:00Z").minusNanos(1));
    scene.deliver("news-2", Instant.parse("2026-11-01T01:30:00Z"));

    assertThat(scene.kinds(regular()))
        .containsExactly(Kind.SENT_OUTSIDE_CAMPAIGN_LIFE, Kind.SENT_OUTSIDE_CAMPAIGN_LIFE);
  }

  @Test
  @DisplayName("finds a recipient who is not a subscriber, and a campaign that was not enqueued")
  void findsUnknownRecipientsAndCampaigns() {
    scene.mailbox.add(
        receipt("news-1", MONDAY_NOON, List.of("stranger@example.com"), headers(), POSTAL));
    scene.mailbox.add(receipt("spam-1", MONDAY_NOON, List.of("a@example.com"), headers(), POSTAL));

    assertThat(scene.kinds(regular())).containsExactly(Kind.ODD_RECIPIENT, Kind.UNKNOWN_CAMPAIGN);
  }

  @Test
  @DisplayName("finds each missing header, and a missing postal address")
  void findsMissingHeadersAndPostalAddress() {
    scene.mailbox.add(
        receipt("news-1", MONDAY_NOON, List.of("a@example.com"), Map.of(), "no address"));

    List<RuleViolation> found = scene.audit(regular());

    assertThat(found)
        .extracting(RuleViolation::kind)
        .containsOnly(Kind.HEADER_MISSING, Kind.POSTAL_ADDRESS_MISSING);
    assertThat(found)
        .extracting(RuleViolation::detail)
        .satisfiesExactly(
            detail -> assertThat(detail).startsWith("List-Unsubscribe of"),
            detail -> assertThat(detail).startsWith("List-Unsubscribe-Post of"),
            detail -> assertThat(detail).startsWith("List-Id of"),
            detail -> assertThat(detail).startsWith("the postal address of"));
  }

  @Test
  @DisplayName("finds a count of the API that differs from the mailbox")
  void findsDifferentCount() {
    scene.deliver("news-1", MONDAY_NOON);

    scene.counts("news-1", 2);

    assertThat(scene.audit(regular()))
        .singleElement()
        .satisfies(violation -> {
          assertThat(violation.kind()).isEqualTo(Kind.COUNT_DIFFERS);
          assertThat(violation.detail()).contains("counts 2 sent, the mailbox holds 1");
        });
  }

  private static AuditedSubscriber choosing(AuditedSubscriber.TopicChoice choice) {
    return new AuditedSubscriber(
        "a",
        "a@example.com",
        Optional.empty(),
        "active",
        JsonText.parse("{\"purchases\":12}"),
        List.of(choice));
  }
}
