package dev.sluice.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.ViolationCollector;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@DisplayName("Damaged JSON")
class DamagedJsonFuzzTest {

  private static final long SEED = 4711;
  private static final int CASES = 2_000;

  /** What tends to break readers when it lands where it is not expected. */
  private static final List<String> SPLINTERS =
      List.of(
          "null",
          "{}",
          "[]",
          "[[",
          "\"\"",
          "-1",
          "1e400",
          "0.1",
          "true",
          "\"\\ud800\"",
          "\\u0000",
          "9999999999999999999",
          "\"P7D\"",
          "\"2026-02-30\"",
          "{\"date\":1}",
          "{\"not\":",
          "}",
          ",");

  private static final Map<JsonDecoder<?>, String> DOCUMENTS =
      Map.of(
          SubscriberJson.decoder(),
          """
          {"id":"c","address":"m@example.com","zone":"Europe/Tallinn","locale":"et","stage":"loyal",
           "attributes":{"a":{"date":"2025-05-01"},"b":"x","c":12.5,"d":true},
           "consents":{"topics":{"offers":{"subscribed":true,"cadence":"weekly"}}}}
          """,
          SendPolicyJson.decoder(1),
          """
          {"caps":[{"name":"w","limit":3,"window":{"rolling":"P7D"},"topic":"offers",
           "appliesTo":{"any":[{"stage":["lapsed"]},{"attribute":"a","daysSince":{"atMost":9}}]}},
           {"name":"m","limit":1,"window":{"calendar":"month"}}],
           "quietHours":{"from":"21:00","until":"08:00"},"defaultZone":"UTC","lookAhead":"P3D"}
          """,
          SegmentJson.decoder(new SegmentId("s")),
          """
          {"name":"S","criterion":{"all":[{"attribute":"a","oneOf":["x",1]},{"not":{"everyone":true}}]}}
          """,
          CampaignJson.decoder(new CampaignId("c"), Instant.EPOCH),
          """
          {"id":"c","name":"N","topic":"t","segments":["s"],"excluded":[],"priority":9,
           "start":"2026-11-27T06:00:00Z","expiry":"2026-11-28T22:00:00Z","whenCapped":"drop",
           "defaults":{"a":"b"},"variants":[{"id":"a","weight":2,"subject":"S","html":"H"}]}
          """);

  @Test
  @DisplayName("is either read or refused with violations, whatever the damage")
  void decodesOrRejectsDamagedDocuments() {
    Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < CASES; i++) {
      for (Map.Entry<JsonDecoder<?>, String> document : DOCUMENTS.entrySet()) {
        refused += read(damaged(random, document.getValue()), document.getKey()) ? 0 : 1;
      }
    }
    assertThat(refused).isGreaterThan(CASES);
  }

  private static boolean read(byte[] document, JsonDecoder<?> kind) {
    try {
      Json.decode(document, kind);
      return true;
    } catch (InvalidInputException e) {
      assertThat(e.violations())
          .hasSizeBetween(1, ViolationCollector.MAX)
          .allSatisfy(violation -> assertThat(violation.field()).isNotEmpty())
          .allSatisfy(violation -> assertThat(violation.remedy()).isNotEmpty());
      return false;
    }
  }

  private static byte[] damaged(Random random, String document) {
    int at = random.nextInt(document.length());
    int until = Math.min(document.length(), at + random.nextInt(12));
    String splinter = SPLINTERS.get(random.nextInt(SPLINTERS.size()));
    String changed =
        switch (random.nextInt(3)) {
          case 0 -> document.substring(0, at) + document.substring(until);
          case 1 -> document.substring(0, at) + splinter + document.substring(until);
          default -> replacedValue(random, document, splinter);
        };
    byte[] bytes = changed.getBytes(UTF_8);
    if (bytes.length > 0 && random.nextInt(10) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  /** Puts a splinter in the place of a whole value, so that most results are JSON. */
  private static String replacedValue(Random random, String document, String splinter) {
    List<String> values =
        List.of("\"[^\"]*\"(?=[,}\\]])", "\\[[^\\[\\]]*\\]", "\\{[^{}]*\\}", "\\d+");
    return document.replaceFirst(
        values.get(random.nextInt(values.size())), splinter.replace("\\", "\\\\"));
  }
}
