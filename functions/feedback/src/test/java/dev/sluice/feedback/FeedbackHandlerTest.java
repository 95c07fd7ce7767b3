package dev.sluice.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.consent.Suppression;
import dev.sluice.core.state.SendEvent;
import dev.sluice.mail.MessageTags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("The function that hears SES")
class FeedbackHandlerTest {

  /** At the root of the project, two folders above this module's. */
  private static final Path SAMPLES = Path.of("..", "..", "events", "feedback");

  private static final Map<String, List<SendEvent>> HEARD =
      new TreeMap<>(
          Map.of(
              "delivered", List.of(SendEvent.DELIVERED),
              "bounced-twice", List.of(SendEvent.BOUNCED),
              "forged-among-good", List.of(SendEvent.DELIVERED),
              "broken-among-good", List.of(SendEvent.DELIVERED)));

  private final FeedbackHandlerFixture fixture = new FeedbackHandlerFixture();

  @Test
  @DisplayName("hears the sample events")
  void processesSampleEvents() throws IOException {
    for (Map.Entry<String, List<SendEvent>> sample : HEARD.entrySet()) {
      FeedbackHandlerFixture fresh = new FeedbackHandlerFixture();
      List<String> failed = fresh.handle(sample(sample.getKey()));
      assertThat(fresh.sendRecord().events())
          .as("%s with the tag %s", sample.getKey(), fresh.subscriberTag())
          .containsExactlyElementsOf(sample.getValue());
      assertThat(failed).hasSize(sample.getKey().equals("broken-among-good") ? 1 : 0);
    }
    try (Stream<Path> files = Files.list(SAMPLES)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(HEARD.keySet());
    }
  }

  @Test
  @DisplayName(
      "counts in the log what it puts aside, and names no address, tag or subscriber there")
  void countsIgnoredEventsWithoutPersonalData() throws IOException {
    ObjectNode forged = fixture.documentedEvent("bounce");
    FeedbackHandlerFixture.tags(forged).putArray(MessageTags.SUBSCRIBER).add("A".repeat(60));
    ObjectNode untagged = fixture.documentedEvent("bounce");
    FeedbackHandlerFixture.tags(untagged).remove(MessageTags.SUBSCRIBER);
    ObjectNode receipt = fixture.documentedEvent("bounce");
    FeedbackHandlerFixture.tags(receipt).remove(MessageTags.SUBSCRIBER);
    FeedbackHandlerFixture.tags(receipt).putArray(MessageTags.KIND).add(MessageTags.TRANSACTIONAL);
    ObjectNode later = fixture.documentedEvent("bounce");
    ((ObjectNode) later.path("detail")).put("eventType", "Later Invention");

    assertThat(fixture.handleEvents(List.of(forged, untagged, receipt, later))).isEmpty();
    assertThat(fixture.state().version()).isEqualTo(1);
    assertThat(fixture.logged)
        .singleElement()
        .asString()
        .contains("\"forged\":1", "\"untagged\":1")
        .contains("\"notASubscriber\":1", "\"unknownType\":1")
        .doesNotContain("@", fixture.subscriberTag(), "anna");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "bounceType, Sideways",
    "bounceType, ''",
    "timestamp, yesterday",
    "timestamp, ''",
  })
  @DisplayName("has what it cannot understand come again, and tells which message it was")
  void returnsUnreadableEventsAsFailures(String member, String value) throws IOException {
    ObjectNode event = fixture.documentedEvent("bounce");
    ((ObjectNode) event.path("detail").path("bounce")).put(member, value);
    assertThat(fixture.handleEvents(List.of(event, fixture.documentedEvent("delivery"))))
        .containsExactly("m1");
    assertThat(fixture.sendRecord().events()).containsExactly(SendEvent.DELIVERED);
    assertThat(fixture.logged.getFirst()).contains("m1").doesNotContain("@");
  }

  @ParameterizedTest(name = "a {0} bounce of subtype {1}: {2}")
  @CsvSource({
    "Permanent, General, BOUNCED",
    "Permanent, NoEmail, BOUNCED",
    "Permanent, Suppressed, BOUNCED",
    "Permanent, OnAccountSuppressionList, UNTRIED",
    "Transient, General, SOFT_BOUNCED",
    "Transient, MailboxFull, SOFT_BOUNCED",
    "Transient, MessageTooLarge, SOFT_BOUNCED",
    "Transient, ContentRejected, SOFT_BOUNCED",
    "Transient, AttachmentRejected, SOFT_BOUNCED",
    "Undetermined, Undetermined, SOFT_BOUNCED",
  })
  @DisplayName("tells the documented kinds of bounce apart")
  void distinguishesBounceTypes(String type, String subType, SendEvent heard) throws IOException {
    ObjectNode event = fixture.documentedEvent("bounce");
    ((ObjectNode) event.path("detail").path("bounce"))
        .put("bounceType", type)
        .put("bounceSubType", subType);
    fixture.handleEvents(List.of(event));
    assertThat(fixture.sendRecord().events()).containsExactly(heard);
    assertThat(fixture.state().consents().suppression().isPresent())
        .isEqualTo(type.equals("Permanent"));
  }

  @ParameterizedTest(name = "feedback type {0}, subtype {1}: suppressed {2}")
  @CsvSource({
    "abuse, '', true",
    "fraud, '', true",
    "virus, '', true",
    "other, '', true",
    "auth-failure, '', true",
    "'', '', true",
    "not-spam, '', false",
    "'', OnAccountSuppressionList, true",
  })
  @DisplayName("tells the documented kinds of complaint apart")
  void distinguishesComplaintTypes(String type, String subType, boolean suppressed)
      throws IOException {
    ObjectNode event = fixture.documentedEvent("complaint");
    ((ObjectNode) event.path("detail").path("complaint"))
        .put("complaintFeedbackType", type)
        .put("complaintSubType", subType);
    fixture.handleEvents(List.of(event));
    assertThat(fixture.state().consents().suppression().map(Suppression::cause).isPresent())
        .isEqualTo(suppressed);
  }

  @ParameterizedTest(name = "{0} s after sending, by {1}: {2}")
  @CsvSource({
    "30, Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X), OPENED",
    "30, Mozilla/5.0 (Windows NT 5.1) Gecko (via ggpht.com GoogleImageProxy), OPENED",
    "30, Mozilla/5.0, PREFETCHED",
    "15, Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML like Gecko)"
        + " Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0, PREFETCHED",
    "30, Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0"
        + " Safari/537.36 Edg/142.0.0.0, OPENED",
    "30, python-requests/2.32.3, PREFETCHED",
    "30, Python/3.12 aiohttp/3.9.5, PREFETCHED",
    "30, Go-http-client/2.0, PREFETCHED",
    "30, okhttp/4.12.0, PREFETCHED",
    "30, curl/8.5.0, PREFETCHED",
    "30, Java/17.0.2, PREFETCHED",
    "30, Apache-HttpClient/5.3 (Java/21), PREFETCHED",
    "30, Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/120.0.0.0 Safari/537.36,"
        + " PREFETCHED",
    "30, Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm), PREFETCHED",
    "30, YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html, OPENED",
    "30, Outlook-iOS/723.4027091.prod.iphone (4.28.0), OPENED",
    "30, '', PREFETCHED",
    "9, Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X), PREFETCHED",
    "10, Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X), OPENED",
  })
  @DisplayName("takes what comes at once, or from nobody in particular, for a machine's")
  void classifiesBotOpensAndClicks(int seconds, String userAgent, SendEvent heard)
      throws IOException {
    ObjectNode event = fixture.documentedEvent("open");
    ((ObjectNode) event.path("detail").path("mail")).put("timestamp", "2026-11-26T09:55:00.000Z");
    ((ObjectNode) event.path("detail").path("open"))
        .put("timestamp", "2026-11-26T09:55:%02d.000Z".formatted(seconds))
        .put("userAgent", userAgent);
    fixture.handleEvents(List.of(event));
    assertThat(fixture.sendRecord().events()).containsExactly(SendEvent.DELIVERED, heard);
  }

  @Test
  @DisplayName("counts the time in which only machines open from the delivery, not the acceptance")
  void countsFromTheDelivery() throws IOException {
    fixture.handleEvents(List.of(delivery("2026-11-26T10:05:00.000Z")));
    fixture.handleEvents(List.of(open("2026-11-26T10:05:09.000Z")));
    assertThat(fixture.sendRecord().events())
        .containsExactly(SendEvent.DELIVERED, SendEvent.PREFETCHED);
    fixture.handleEvents(List.of(open("2026-11-26T10:05:11.000Z")));
    assertThat(fixture.sendRecord().events()).contains(SendEvent.OPENED);
  }

  @Test
  @DisplayName("knows a delivery that comes in one batch after the open")
  void countsFromTheDeliveryInTheBatch() throws IOException {
    fixture.handleEvents(
        List.of(open("2026-11-26T10:05:09.000Z"), delivery("2026-11-26T10:05:00.000Z")));
    assertThat(fixture.sendRecord().events())
        .containsExactly(SendEvent.DELIVERED, SendEvent.PREFETCHED);
  }

  @Test
  @DisplayName("takes clicks on several links within a second for a machine's")
  void recognizesBurstsOfClicks() throws IOException {
    fixture.handleEvents(
        List.of(
            click("2026-11-26T10:07:00.000Z", "https://shop.example/a"),
            click("2026-11-26T10:07:00.400Z", "https://shop.example/b"),
            click("2026-11-26T10:07:01.100Z", "https://shop.example/c")));
    assertThat(fixture.sendRecord().events())
        .containsExactly(SendEvent.DELIVERED, SendEvent.PREFETCHED);
    assertThat(fixture.state().engagedAt()).isEmpty();
  }

  @Test
  @DisplayName("takes a double click on one link, and links followed one by one, for a person's")
  void keepsHumanClicks() throws IOException {
    fixture.handleEvents(
        List.of(
            click("2026-11-26T10:07:00.000Z", "https://shop.example/a"),
            click("2026-11-26T10:07:00.200Z", "https://shop.example/a"),
            click("2026-11-26T10:07:05.000Z", "https://shop.example/b")));
    assertThat(fixture.sendRecord().events())
        .containsExactly(SendEvent.DELIVERED, SendEvent.CLICKED);
  }

  private ObjectNode delivery(String at) throws IOException {
    return at("delivery", at);
  }

  private ObjectNode open(String at) throws IOException {
    return at("open", at);
  }

  private ObjectNode click(String at, String link) throws IOException {
    ObjectNode event = at("click", at);
    ((ObjectNode) event.path("detail").path("click")).put("link", link);
    return event;
  }

  private ObjectNode at(String type, String at) throws IOException {
    ObjectNode event = fixture.documentedEvent(type);
    ((ObjectNode) event.path("detail").path("mail")).put("timestamp", "2026-11-26T09:55:00.000Z");
    ((ObjectNode) event.path("detail").path(type)).put("timestamp", at);
    return event;
  }

  @Test
  @DisplayName("does not take a click on the way out for a sign of interest")
  void ignoresClickOnUnsubscribeLink() throws IOException {
    ObjectNode event = fixture.documentedEvent("click");
    ((ObjectNode) event.path("detail").path("click"))
        .put("link", FeedbackHandlerFixture.LINKS + "/u/token");
    fixture.handleEvents(List.of(event));
    assertThat(fixture.sendRecord().events()).containsExactly(SendEvent.DELIVERED);
    assertThat(fixture.state().engagedAt()).isEmpty();
  }

  private static byte[] sample(String name) throws IOException {
    return Files.readAllBytes(SAMPLES.resolve(name + ".json"));
  }
}
