package dev.sluice.verification.audit;

import static dev.sluice.verification.audit.AuditFixture.DAY;
import static dev.sluice.verification.audit.AuditFixture.MONDAY_NOON;
import static dev.sluice.verification.audit.AuditFixture.OWN_LINKS;
import static dev.sluice.verification.audit.AuditFixture.regular;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.verification.audit.AuditInput.ObservedEvent;
import dev.sluice.verification.audit.RuleViolation.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three messages, on Monday, Tuesday and Wednesday, with events of the first two. */
@DisplayName("The audit, of how people take their mail,")
class EngagementAuditTest {

  private static final String POLICY =
      """
      {"caps":[
        {"name":"silent","limit":1,"window":{"rolling":"P7D"},
         "appliesTo":{"attribute":"unopened","atLeast":2}}],
       "defaultZone":"Australia/Adelaide"}
      """;

  private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0";
  private static final String SHOP = "https://shop.example/";
  private static final Instant TUESDAY_NOON = MONDAY_NOON.plus(DAY);
  private static final Instant WEDNESDAY_NOON = TUESDAY_NOON.plus(DAY);

  private static final Map<String, Instant> SENT =
      Map.of("news-1", MONDAY_NOON, "news-2", TUESDAY_NOON, "tips-1", WEDNESDAY_NOON);

  private final AuditFixture scene = new AuditFixture(POLICY);

  private void threeMessages() {
    scene.deliver("news-1", MONDAY_NOON);
    scene.deliver("news-2", TUESDAY_NOON);
    scene.deliver("tips-1", WEDNESDAY_NOON);
  }

  private void delivered() {
    addEvent("news-1", MONDAY_NOON, new ObservedEvent.Delivered());
    addEvent("news-2", TUESDAY_NOON, new ObservedEvent.Delivered());
    scene.counts("news-1", "delivered", 1);
    scene.counts("news-2", "delivered", 1);
  }

  private void addEvent(String campaign, Instant at, ObservedEvent.EventType sign) {
    Instant sentAt = Objects.requireNonNull(SENT.get(campaign));
    scene.signals.add(new ObservedEvent(at, "a@example.com", campaign, sentAt, sign));
  }

  @Nested
  @DisplayName("finds a cap on unopened messages")
  final class UnopenedCaps {

    @Test
    @DisplayName("exceeded after two that were delivered and not opened")
    void findsCapExceededAfterTwoUnopened() {
      threeMessages();
      delivered();

      assertThat(scene.audit(regular()))
          .singleElement()
          .satisfies(
              violation -> assertThat(violation.detail()).contains("cap silent", "number 3"));
    }

    @Test
    @DisplayName("exceeded after the latest two, whatever was opened before them")
    void findsCapExceededDespiteEarlierOpen() {
      threeMessages();
      delivered();
      addEvent("news-1", MONDAY_NOON.plus(Duration.ofHours(1)), new ObservedEvent.Opened(BROWSER));
      scene.counts("news-1", "opened", 1);
      assertThat(scene.kinds(regular())).isEmpty();

      scene.deliver("news-3", WEDNESDAY_NOON.plus(DAY));
      addEvent("tips-1", WEDNESDAY_NOON, new ObservedEvent.Delivered());
      scene.counts("tips-1", "delivered", 1);
      assertThat(scene.audit(regular()))
          .singleElement()
          .satisfies(violation -> assertThat(violation.detail()).contains("news-3", "number 4"));
    }

    @Test
    @DisplayName("kept where no delivery is known, as the subscriber is not silent then")
    void allowsSendWithoutKnownDelivery() {
      threeMessages();

      assertThat(scene.kinds(regular())).isEmpty();
    }

    @Test
    @DisplayName("kept where the latest was opened, and where a link in it was followed")
    void allowsSendAfterOpenOrClick() {
      threeMessages();
      delivered();
      addEvent("news-2", TUESDAY_NOON.plus(Duration.ofHours(1)), new ObservedEvent.Opened(BROWSER));
      scene.counts("news-2", "opened", 1);
      assertThat(scene.kinds(regular())).isEmpty();

      scene.signals.removeLast();
      addEvent(
          "news-2",
          TUESDAY_NOON.plus(Duration.ofHours(1)),
          new ObservedEvent.Clicked(BROWSER, SHOP));
      scene.counts("news-2", "opened", 0);
      scene.counts("news-2", "clicked", 1);
      assertThat(scene.kinds(regular())).isEmpty();
    }

    @Test
    @DisplayName("exceeded where the way to leave was followed, which is no sign of interest")
    void doesNotCountUnsubscribeLinkAsInterest() {
      threeMessages();
      delivered();
      addEvent(
          "news-2",
          TUESDAY_NOON.plus(Duration.ofHours(1)),
          new ObservedEvent.Clicked(BROWSER, OWN_LINKS + "p/token"));

      assertThat(scene.kinds(regular())).containsExactly(Kind.CAP_EXCEEDED);
    }

    @ParameterizedTest(name = "{0} after {1} s")
    @DisplayName("kept where a machine fetched the message, as the person's engagement is unknown")
    @CsvSource({"'', 60", "Mozilla/5.0, 86000", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0, 9"})
    void allowsSendAfterMachineOpen(String agent, long seconds) {
      threeMessages();
      delivered();
      addEvent("news-2", TUESDAY_NOON.plusSeconds(seconds), new ObservedEvent.Opened(agent));
      scene.counts("news-2", "prefetched", 1);

      assertThat(scene.kinds(regular())).isEmpty();
    }

    @Test
    @DisplayName("exceeded where it was opened after the next had been sent")
    void findsCapExceededWhenOpenedAfterNextSend() {
      threeMessages();
      delivered();
      addEvent("news-2", WEDNESDAY_NOON.plusMillis(1), new ObservedEvent.Opened(BROWSER));
      scene.counts("news-2", "opened", 1);

      assertThat(scene.kinds(regular())).containsExactly(Kind.CAP_EXCEEDED);
    }

    @Test
    @DisplayName("kept where the opening may have been eventLog just before")
    void allowsSendWhenOpenMayBeUnknown() {
      threeMessages();
      delivered();
      addEvent("news-2", WEDNESDAY_NOON.minusSeconds(1), new ObservedEvent.Opened(BROWSER));
      scene.counts("news-2", "opened", 1);

      assertThat(scene.kinds(regular())).isEmpty();
    }

    @Test
    @DisplayName("kept where the second delivery may not have been eventLog yet, within a minute")
    void allowsSendWhenDeliveryMayBeUnknown() {
      threeMessages();
      delivered();
      scene.signals.removeLast();
      addEvent("news-2", WEDNESDAY_NOON.minusSeconds(59), new ObservedEvent.Delivered());
      assertThat(scene.kinds(regular())).isEmpty();

      scene.signals.removeLast();
      addEvent("news-2", WEDNESDAY_NOON.minusSeconds(60), new ObservedEvent.Delivered());
      assertThat(scene.kinds(regular())).containsExactly(Kind.CAP_EXCEEDED);
    }
  }

  @Nested
  @DisplayName("finds that a segment was left out of account:")
  final class Segments {

    @Test
    @DisplayName("one of silent subscribers, for a subscriber who opened the latest message")
    void findsSendToSubscriberWhoOpened() {
      scene.segment(
          "{\"any\":[{\"attribute\":\"unopened\",\"atLeast\":1},{\"not\":"
              + "{\"attribute\":\"lastOpened\",\"present\":true}}]}");
      scene.deliver("news-1", MONDAY_NOON);
      scene.deliver("news-2", TUESDAY_NOON);
      assertThat(scene.kinds(regular())).isEmpty();

      addEvent("news-1", TUESDAY_NOON.minusSeconds(60), new ObservedEvent.Opened(BROWSER));
      scene.counts("news-1", "opened", 1);
      scene.counts("news-1", "delivered", 1);
      assertThat(scene.kinds(regular())).containsExactly(Kind.SENT_OUTSIDE_AUDIENCE);
    }

    @Test
    @DisplayName("one of those who opened a message lately, on the subscriber's calendar")
    void findsSendOutsideLastOpenedSegment() {
      scene.segment("{\"not\":{\"attribute\":\"lastOpened\",\"daysSince\":{\"atLeast\":1}}}");
      scene.deliver("news-1", MONDAY_NOON);
      scene.deliver("news-2", TUESDAY_NOON);
      addEvent("news-1", MONDAY_NOON.plusSeconds(10), new ObservedEvent.Opened(BROWSER));
      addEvent(
          "news-1", TUESDAY_NOON.minus(Duration.ofHours(12)), new ObservedEvent.Opened(BROWSER));
      scene.counts("news-1", "opened", 1);
      scene.counts("news-1", "delivered", 1);
      assertThat(scene.kinds(regular())).isEmpty();

      scene.signals.clear();
      addEvent(
          "news-1",
          TUESDAY_NOON.minus(Duration.ofHours(12)).minusMillis(1),
          new ObservedEvent.Opened(BROWSER));
      assertThat(scene.kinds(regular())).containsExactly(Kind.SENT_OUTSIDE_AUDIENCE);
    }

    @Test
    @DisplayName("but not within the minute in which the event may not be processed yet")
    void allowsSendWhileOpenMayBeUnknown() {
      scene.segment("{\"not\":{\"attribute\":\"lastOpened\",\"present\":true}}");
      scene.deliver("news-1", MONDAY_NOON);
      scene.deliver("news-2", TUESDAY_NOON);
      addEvent("news-1", TUESDAY_NOON.minusSeconds(59), new ObservedEvent.Opened(BROWSER));
      scene.counts("news-1", "opened", 1);
      scene.counts("news-1", "delivered", 1);

      assertThat(scene.kinds(regular())).isEmpty();
    }
  }

  @Nested
  @DisplayName("finds that the API's counts differ from the events:")
  final class FeedbackCounts {

    @ParameterizedTest
    @DisplayName("too few")
    @ValueSource(strings = {"delivered", "opened", "clicked", "prefetched", "unsubscribed"})
    void findsCountThatIsTooLow(String kind) {
      all(1);
      scene.counts("news-1", kind, 0);

      assertThat(scene.audit(regular()))
          .singleElement()
          .satisfies(violation -> {
            assertThat(violation.kind()).isEqualTo(Kind.COUNT_DIFFERS);
            assertThat(violation.detail()).contains("counts 0 " + kind, "show 1");
          });
    }

    @ParameterizedTest
    @DisplayName("too many, such as an open counted twice")
    @ValueSource(strings = {"delivered", "opened", "clicked", "prefetched", "unsubscribed"})
    void findsCountThatIsTooHigh(String kind) {
      all(2);
      scene.counts("news-1", kind, 2);

      assertThat(scene.kinds(regular())).containsExactly(Kind.COUNT_DIFFERS);
    }

    @Test
    @DisplayName("but not of the last minute, which need not be counted yet")
    void ignoresEventsOfTheLastMinute() {
      all(1);
      scene.countedAt(MONDAY_NOON.plus(Duration.ofHours(1)).plusSeconds(59));
      scene.counts("news-1", "opened", 0);

      assertThat(scene.kinds(regular())).isEmpty();
    }

    /** Every type of event of one message, several times, to be counted once. */
    private void all(int times) {
      scene.deliver("news-1", MONDAY_NOON);
      Instant later = MONDAY_NOON.plus(Duration.ofHours(1));
      for (int i = 0; i < times; i++) {
        addEvent("news-1", MONDAY_NOON, new ObservedEvent.Delivered());
        addEvent("news-1", MONDAY_NOON.plusSeconds(3), new ObservedEvent.Opened(BROWSER));
        addEvent("news-1", later, new ObservedEvent.Opened(BROWSER));
        addEvent("news-1", later, new ObservedEvent.Clicked(BROWSER, SHOP));
        addEvent("news-1", later, new ObservedEvent.Unsubscribed());
      }
      for (String kind :
          new String[] {"delivered", "opened", "clicked", "prefetched", "unsubscribed"}) {
        scene.counts("news-1", kind, 1);
      }
    }
  }
}
