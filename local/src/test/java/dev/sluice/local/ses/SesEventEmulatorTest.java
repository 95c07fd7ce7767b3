package dev.sluice.local.ses;

import static dev.sluice.local.ses.SesEmulatorFixture.START;
import static dev.sluice.local.ses.SesEmulatorFixture.simple;
import static dev.sluice.local.ses.SesEmulatorFixture.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.mailbox.EngagementTracking.ReaderClient;
import dev.sluice.local.mailbox.EngagementTracking.TrackedLink;
import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.local.template.ResolvedStack.SesEventDestination;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sesv2.model.SuppressionListReason;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The SES emulator publishes to the event bus")
final class SesEventEmulatorTest {

  private static final Set<String> UNTRACKED = Set.of("SEND", "DELIVERY", "BOUNCE", "COMPLAINT");
  private static final Set<String> ALL =
      Set.of("SEND", "DELIVERY", "BOUNCE", "COMPLAINT", "OPEN", "CLICK");

  private static final ReaderClient ANN =
      new ReaderClient("192.0.2.1", "Mozilla/5.0 (X11) Firefox/140.0");
  private static final TrackedLink LINK =
      new TrackedLink(
          0, URI.create("https://shop.example/?a=1&b=2"), Map.of("place", List.of("top", "left")));

  private final SesEmulatorFixture caller = new SesEmulatorFixture();
  private final List<PublishedEvent> published = new ArrayList<>();
  private SesEventEmulator events = publishing(ALL);

  private record PublishedEvent(String bus, String detailType, JsonNode detail) {}

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("what becomes of a message, by the mailbox simulator's addresses")
  @CsvSource({
    "ann@example.com, Email Sent+Email Delivered",
    "success@simulator.amazonses.com, Email Sent+Email Delivered",
    "bounce+label@simulator.amazonses.com, Email Sent+Email Bounced",
    "suppressionlist@simulator.amazonses.com, Email Sent+Email Bounced",
    "complaint@simulator.amazonses.com, Email Sent+Email Delivered+Email Complaint Received"
  })
  void publishesEventsOfSimulatorAddresses(String recipient, String types) {
    ReceivedMessage unused = sent(recipient);

    assertThat(published)
        .extracting(PublishedEvent::detailType)
        .containsExactly(types.split("\\+"));
    assertThat(published).allSatisfy(event -> assertThat(event.bus()).isEqualTo("default"));
  }

  @Test
  @DisplayName("nothing of a configuration set that has no destination, or of none")
  void publishesNothingWithoutDestination() {
    String unused = caller.client().sendEmail(simple(r -> {})).messageId();

    assertThat(published).isEmpty();
  }

  @Nested
  @DisplayName("that a message is read,")
  final class EngagementEvents {

    @Test
    @DisplayName("an open, in the shape that SES documents")
    void publishesOpen() {
      ReceivedMessage message = sent("ann@example.com");
      caller.now(START.plusSeconds(90));
      events.onOpen(message, ANN);

      assertThat(published.getLast().detailType()).isEqualTo("Email Opened");
      JsonNode detail = published.getLast().detail();
      assertThat(detail.path("eventType").asString()).isEqualTo("Open");
      assertThat(detail.path("open"))
          .isEqualTo(
              json(
                  """
                  {"ipAddress": "192.0.2.1", "timestamp": "2026-01-05T08:01:30Z",
                   "userAgent": "Mozilla/5.0 (X11) Firefox/140.0"}\
                  """));
      JsonNode mail = detail.path("mail");
      assertThat(mail.path("timestamp").asString()).isEqualTo(START.toString());
      assertThat(mail.path("messageId").asString()).isEqualTo(message.id());
      assertThat(mail.path("destination")).isEqualTo(json("[\"ann@example.com\"]"));
      assertThat(mail.path("tags"))
          .isEqualTo(
              json("{\"ses:configuration-set\": [\"marketing\"], \"campaign\": [\"spring\"]}"));
    }

    @Test
    @DisplayName("a click, with its link as it was written and the link's tags")
    void publishesClickWithLinkTags() {
      events.onClick(sent("ann@example.com"), LINK, ANN);

      assertThat(published.getLast().detailType()).isEqualTo("Email Clicked");
      JsonNode detail = published.getLast().detail();
      assertThat(detail.path("eventType").asString()).isEqualTo("Click");
      assertThat(detail.path("click"))
          .isEqualTo(
              json(
                  """
                  {"ipAddress": "192.0.2.1", "timestamp": "2026-01-05T08:00:00Z",
                   "userAgent": "Mozilla/5.0 (X11) Firefox/140.0",
                   "link": "https://shop.example/?a=1&b=2",
                   "linkTags": {"place": ["top", "left"]}}\
                  """));
    }

    @Test
    @DisplayName("each time it is")
    void publishesEveryOpen() {
      ReceivedMessage message = sent("ann@example.com");
      events.onOpen(message, ANN);
      events.onOpen(message, ANN);

      assertThat(read()).hasSize(2);
    }

    @Test
    @DisplayName("only where the destination asks for it")
    void publishesOnlyRequestedTypes() {
      events = publishing(UNTRACKED);
      ReceivedMessage message = sent("ann@example.com");

      assertThat(events.tracksOpens(message)).isFalse();
      assertThat(events.tracksClicks(message)).isFalse();
      readAll(message);
      assertThat(published).hasSize(2);
    }

    @Test
    @DisplayName("opens alone where it asks for them alone")
    void publishesOpensWithoutClicks() {
      events = publishing(Set.of("OPEN"));
      ReceivedMessage message = sent("ann@example.com");

      assertThat(events.tracksOpens(message)).isTrue();
      assertThat(events.tracksClicks(message)).isFalse();
      readAll(message);
      assertThat(read()).containsExactly("Email Opened");
    }

    @Test
    @DisplayName("only if it arrived")
    void publishesNothingAfterBounce() {
      readAll(sent("bounce@simulator.amazonses.com"));

      assertThat(read()).isEmpty();
    }

    @Test
    @DisplayName(
        "also after its recipient came onto the account's suppression list, but not before")
    void publishesAfterLaterSuppression() {
      ReceivedMessage before = sent("ann@example.com");
      caller.now(START.plusMillis(1));
      assertThat(caller.client())
          .satisfies(client ->
              client.putSuppressedDestination(
                  r -> r.emailAddress("ann@example.com").reason(SuppressionListReason.COMPLAINT)));
      readAll(before);
      assertThat(read()).hasSize(2);

      readAll(sent("ann@example.com"));
      assertThat(read()).hasSize(2);
    }

    @Test
    @DisplayName("for 60 days, not a millisecond longer")
    void publishesForSixtyDays() {
      ReceivedMessage message = sent("ann@example.com");
      caller.now(START.plus(Duration.ofDays(60)).minusMillis(1));
      readAll(message);
      assertThat(read()).hasSize(2);

      caller.now(START.plus(Duration.ofDays(60)));
      readAll(message);
      assertThat(read()).hasSize(2);
    }

    private void readAll(ReceivedMessage message) {
      events.onOpen(message, ANN);
      events.onClick(message, LINK, ANN);
    }

    private List<String> read() {
      return published.stream()
          .map(PublishedEvent::detailType)
          .filter(type -> type.equals("Email Opened") || type.equals("Email Clicked"))
          .toList();
    }
  }

  private SesEventEmulator publishing(Set<String> types) {
    SesEventEmulator made =
        new SesEventEmulator(
            List.of(new SesEventDestination("marketing", "default", types)),
            caller.ses().suppressions(),
            caller::now,
            (bus, type, detail) -> published.add(new PublishedEvent(bus, type, detail)));
    caller.ses().setAcceptanceListener(made);
    return made;
  }

  private ReceivedMessage sent(String recipient) {
    String id =
        caller
            .client()
            .sendEmail(
                simple(r ->
                    r.configurationSetName("marketing")
                        .destination(d -> d.toAddresses(recipient))
                        .emailTags(tag("campaign", "spring"))))
            .messageId();
    return caller.mailbox().message(id).orElseThrow();
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
