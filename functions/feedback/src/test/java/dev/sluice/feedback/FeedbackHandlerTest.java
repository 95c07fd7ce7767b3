package dev.sluice.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mail.MessageTags;
import dev.sluice.scheduling.standing.Heard;
import dev.sluice.scheduling.standing.Suppression;
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

  private static final Map<String, List<Heard>> HEARD =
      new TreeMap<>(
          Map.of(
              "delivered", List.of(Heard.DELIVERED),
              "bounced-twice", List.of(Heard.BOUNCED),
              "forged-among-good", List.of(Heard.DELIVERED),
              "broken-among-good", List.of(Heard.DELIVERED)));

  private final Hearsay hearsay = new Hearsay();

  @Test
  @DisplayName("hears the sample events")
  void samples() throws IOException {
    for (Map.Entry<String, List<Heard>> sample : HEARD.entrySet()) {
      Hearsay fresh = new Hearsay();
      List<String> failed = fresh.handle(sample(sample.getKey()));
      assertThat(fresh.spring().heard())
          .as("%s with the tag %s", sample.getKey(), fresh.tag())
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
  void ignored() throws IOException {
    ObjectNode forged = hearsay.documented("bounce");
    Hearsay.tags(forged).putArray(MessageTags.SUBSCRIBER).add("A".repeat(60));
    ObjectNode untagged = hearsay.documented("bounce");
    Hearsay.tags(untagged).remove(MessageTags.SUBSCRIBER);
    ObjectNode receipt = hearsay.documented("bounce");
    Hearsay.tags(receipt).remove(MessageTags.SUBSCRIBER);
    Hearsay.tags(receipt).putArray(MessageTags.KIND).add(MessageTags.TRANSACTIONAL);
    ObjectNode later = hearsay.documented("bounce");
    ((ObjectNode) later.path("detail")).put("eventType", "Later Invention");

    assertThat(hearsay.hear(List.of(forged, untagged, receipt, later))).isEmpty();
    assertThat(hearsay.standing().version()).isEqualTo(1);
    assertThat(hearsay.logged)
        .singleElement()
        .asString()
        .contains("\"forged\":\"1\"", "\"untagged\":\"1\"")
        .contains("\"notASubscriber\":\"1\"", "\"unknownType\":\"1\"")
        .doesNotContain("@", hearsay.tag(), "anna");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "bounceType, Sideways",
    "bounceType, ''",
    "timestamp, yesterday",
    "timestamp, ''",
  })
  @DisplayName("has what it cannot understand come again, and tells which message it was")
  void notUnderstood(String member, String value) throws IOException {
    ObjectNode event = hearsay.documented("bounce");
    ((ObjectNode) event.path("detail").path("bounce")).put(member, value);
    assertThat(hearsay.hear(List.of(event, hearsay.documented("delivery")))).containsExactly("m1");
    assertThat(hearsay.spring().heard()).containsExactly(Heard.DELIVERED);
    assertThat(hearsay.logged.getFirst()).contains("m1").doesNotContain("@");
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
  void bounces(String type, String subType, Heard heard) throws IOException {
    ObjectNode event = hearsay.documented("bounce");
    ((ObjectNode) event.path("detail").path("bounce"))
        .put("bounceType", type)
        .put("bounceSubType", subType);
    hearsay.hear(List.of(event));
    assertThat(hearsay.spring().heard()).containsExactly(heard);
    assertThat(hearsay.standing().consents().suppression().isPresent())
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
  void complaints(String type, String subType, boolean suppressed) throws IOException {
    ObjectNode event = hearsay.documented("complaint");
    ((ObjectNode) event.path("detail").path("complaint"))
        .put("complaintFeedbackType", type)
        .put("complaintSubType", subType);
    hearsay.hear(List.of(event));
    assertThat(hearsay.standing().consents().suppression().map(Suppression::cause).isPresent())
        .isEqualTo(suppressed);
  }

  @ParameterizedTest(name = "{0} s after sending, by {1}: {2}")
  @CsvSource({
    "30, Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X), OPENED",
    "30, Mozilla/5.0 (Windows NT 5.1) Gecko (via ggpht.com GoogleImageProxy), OPENED",
    "30, Mozilla/5.0, PREFETCHED",
    "30, '', PREFETCHED",
    "9, Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X), PREFETCHED",
    "10, Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X), OPENED",
  })
  @DisplayName("takes what comes at once, or from nobody in particular, for a machine's")
  void machines(int seconds, String userAgent, Heard heard) throws IOException {
    ObjectNode event = hearsay.documented("open");
    ((ObjectNode) event.path("detail").path("mail")).put("timestamp", "2026-11-26T09:55:00.000Z");
    ((ObjectNode) event.path("detail").path("open"))
        .put("timestamp", "2026-11-26T09:55:%02d.000Z".formatted(seconds))
        .put("userAgent", userAgent);
    hearsay.hear(List.of(event));
    assertThat(hearsay.spring().heard()).containsExactly(Heard.DELIVERED, heard);
  }

  @Test
  @DisplayName("does not take a click on the way out for a sign of interest")
  void clickOnTheWayOut() throws IOException {
    ObjectNode event = hearsay.documented("click");
    ((ObjectNode) event.path("detail").path("click")).put("link", Hearsay.LINKS + "/u/token");
    hearsay.hear(List.of(event));
    assertThat(hearsay.spring().heard()).containsExactly(Heard.DELIVERED);
    assertThat(hearsay.standing().engagedAt()).isEmpty();
  }

  private static byte[] sample(String name) throws IOException {
    return Files.readAllBytes(SAMPLES.resolve(name + ".json"));
  }
}
