package dev.sluice.api;

import java.util.Collections;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Bad input about subscribers")
class SubscriberValidationTest extends ValidationTestBase {

  @Test
  @DisplayName("unknown topic of a consent")
  void rejectsUnknownTopicOfConsent() {
    String consents = ",\"consents\":{\"topics\":{\"tips\":{\"subscribed\":true}}}}";
    assertRejected(
        () -> api.put("/subscribers/c-1", SUBSCRIBER.replaceFirst("}$", consents)),
        "consents.topics.tips",
        "tips",
        "create it with PUT /topics/tips");
  }

  @Test
  @DisplayName("unknown zone of a subscriber and of the policy")
  void rejectsUnknownZone() {
    assertRejected(
        () -> api.post("/subscribers", SUBSCRIBER.replace("Tallinn", "Talinn")),
        "zone",
        "Europe/Talinn",
        "did you mean 'Europe/Tallinn'?");
    assertRejected(
        () -> api.put("/policy", POLICY.replace("Europe/Tallinn", "Tallinn time")),
        "defaultZone",
        "Tallinn time",
        "IANA time zone database");
  }

  @Test
  @DisplayName("duplicate subscriber")
  void rejectsDuplicateSubscriber() {
    assertRejected(
        409,
        () -> api.post("/subscribers", SUBSCRIBER.replace("c-1", "known")),
        "id",
        "known",
        "use PUT /subscribers/{id}");
  }

  @Test
  @DisplayName("address with a line break")
  void rejectsLineBreakInAddress() {
    assertRejected(
        () -> api.post("/subscribers", SUBSCRIBER.replace(".com", ".com\\r\\nBcc: b@example.com")),
        "address",
        "a@example.com\r\nBcc: b@example.com",
        "use one address such as name@example.com");
  }

  @Test
  @DisplayName("empty batch")
  void rejectsEmptyBatch() {
    assertRejected(
        () -> api.post("/subscribers/batch", "{\"subscribers\":[]}"),
        "subscribers",
        "a list of 0 entries",
        "give 1 to 100 entries");
  }

  @Test
  @DisplayName("batch of more than a hundred")
  void rejectsBatchOfMoreThanHundred() {
    String entries = String.join(",", Collections.nCopies(101, SUBSCRIBER));
    assertRejected(
        () -> api.post("/subscribers/batch", "{\"subscribers\":[" + entries + "]}"),
        "subscribers",
        "a list of 101 entries",
        "give 1 to 100 entries");
  }
}
