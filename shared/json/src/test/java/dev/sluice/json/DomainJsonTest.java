package dev.sluice.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.segment.Segment;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.Violation;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("JSON of the domain")
class DomainJsonTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final JsonDecoder<Campaign> CAMPAIGN =
      CampaignJson.decoder(new CampaignId("generated"), NOW);

  private static final String SUBSCRIBER =
      """
      {"id":"c-17","address":"mari@example.com","zone":"Europe/Tallinn","locale":"et-EE",
       "stage":"loyal","attributes":{"joined":{"date":"2025-05-01"},"name":"Mari","points":12.5,"vip":true}}
      """;

  private static final String POLICY =
      """
      {"revision":3,
       "caps":[{"name":"week","limit":3,"window":{"rolling":"P7D"}},
               {"name":"lapsed-month","limit":1,"window":{"calendar":"month"},"topic":"offers",
                "appliesTo":{"stage":["lapsed"]}}],
       "quietHours":{"from":"21:00","until":"08:00"},
       "defaultZone":"Europe/Tallinn","lookAhead":"P3D","transactionalCounts":true}
      """;

  private static final String FULL_CAMPAIGN =
      """
      {"id":"black-friday","name":"Black Friday","topic":"offers","priority":9,
       "start":"2026-11-27T06:00:00Z","expiry":"2026-11-28T22:00:00Z",
       "segments":["buyers"],"excluded":["staff"],"whenCapped":"drop",
       "defaults":{"firstName":"friend"},
       "variants":[{"id":"a","weight":2,"subject":"S","html":"<p>H</p>","text":"T"},
                   {"id":"b","weight":1,"subject":"S2","html":"<p>H2</p>","text":""}]}
      """;

  @Test
  @DisplayName("is written back as it was read")
  void writesBackWhatWasDecoded() {
    assertSameJson(
        SUBSCRIBER, SubscriberJson.toJson(read(SUBSCRIBER, SubscriberJson.decoder()).subscriber()));
    assertSameJson(POLICY, SendPolicyJson.toJson(read(POLICY, SendPolicyJson.decoder())));
    assertSameJson(FULL_CAMPAIGN, CampaignJson.toJson(read(FULL_CAMPAIGN, CAMPAIGN)));
    String topic =
        "{\"id\":\"tips\",\"name\":\"Tips\",\"description\":\"How"
            + " to\",\"joining\":\"optIn\",\"cadence\":\"everyTwoWeeks\"}";
    Topic read = read(topic, TopicJson.decoder(new TopicId("tips")));
    assertSameJson(topic, TopicJson.toJson(read));
    String segment = "{\"id\":\"all\",\"name\":\"All\",\"criterion\":{\"everyone\":true}}";
    Segment all = read(segment, SegmentJson.decoder(new SegmentId("all")));
    assertSameJson(segment, SegmentJson.toJson(all));
  }

  @Test
  @DisplayName("of a fresh installation's policy can be sent back")
  void acceptsTheInitialPolicyItWrote() {
    SendPolicy back =
        Json.decode(SendPolicyJson.toJson(SendPolicy.INITIAL), SendPolicyJson.decoder(99));
    assertThat(back.revision()).isZero();
    assertThat(back.defaultZone().getRules().isFixedOffset()).isTrue();
  }

  @Test
  @DisplayName("of a campaign may leave out all that has a usual value")
  void fillsInCampaignDefaults() {
    Campaign campaign =
        read(
            "{\"name\":\"N\",\"topic\":\"t\",\"variants\":[{\"subject\":\"S\",\"html\":\"H\"},{\"subject\":\"S\",\"html\":\"H\"}]}",
            CAMPAIGN);
    assertThat(campaign.id()).hasToString("generated");
    assertThat(campaign.start()).isEqualTo(NOW);
    assertThat(campaign.expiry()).isEqualTo("2026-12-22T10:00:00Z");
    assertThat(campaign.priority().value()).isEqualTo(5);
    assertThat(campaign.variants()).extracting(variant -> variant.id()).containsExactly("v1", "v2");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"limit\":3 | \"limit\":0 | caps[0].limit | 0 | use 1 to 1000",
        "\"limit\":3 | \"limit\":-1 | caps[0].limit | -1 | use 1 to 1000",
        "\"limit\":3 | \"limit\":1.5 | caps[0].limit | 1.5 | use a whole number from 1 to 1000",
        "\"limit\":3 | \"limit\":\"1\" | caps[0].limit | 1 | from 1 to 1000, without quotes",
        "\"limit\":3 | \"limit\":null | caps[0].limit | null | which is required",
        "\"limit\":3 | \"limit\":\"3\" | caps[0].limit | 3 | use a whole number",
        "\"limit\":3 | \"limit\":99999999999 | caps[0].limit | 99999999999 | use a whole number",
        "P7D | P1M | caps[0].window.rolling | P1M | use an ISO 8601 duration",
        "P7D | PT0S | caps[0].window.rolling | PT0S | PT1S to P366D",
        "P7D | -P7D | caps[0].window.rolling | P-7D | PT1S to P366D",
        "\"month\" | \"year\" | caps[1].window.calendar | year | use one of day, week, month",
        "\"week\" | \"lapsed-month\" | caps[1].name | lapsed-month | different name",
        "\"week\" | \"My Cap\" | caps[0].name | My Cap | lower-case",
        "08:00 | 21:00 | quietHours.until | 21:00 | another time",
        "08:00 | 8 | quietHours.until | 8 | use a time such as 21:00",
        "08:00 | 23:59:59 | quietHours.until | 23:59:59 | use a whole minute such as 21:00",
        "08:00 | 00:00:00.000000001 | quietHours.until | 00:00:00.000000001 | a day ends at 00:00",
        "Europe/Tallinn | Europe/Talinn | defaultZone | Europe/Talinn | did you mean"
            + " 'Europe/Tallinn'?",
        "Europe/Tallinn | Tallinn | defaultZone | Tallinn | did you mean 'Europe/Tallinn'?",
        "Europe/Tallinn | +02:00 | defaultZone | +02:00 | a fixed offset",
        "P3D | P31D | lookAhead | P31D | PT0S to P30D",
        "true | 1 | transactionalCounts | 1 | true or false",
        "[\"lapsed\"] | [] | caps[1].appliesTo.stage | a list of 0 entries | give 1 to 6",
      })
  @DisplayName("of a policy is refused with path, value and remedy")
  void rejectsInvalidPolicies(String good, String bad, String field, String value, String remedy) {
    String document = POLICY.replaceFirst(Pattern.quote(good), bad);
    assertRejected(
        RejectedJson.violationsOf(document, SendPolicyJson.decoder()), field, value, remedy);
  }

  @ParameterizedTest(name = "limit {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1.5 | 1.5 | use a whole number from 1 to 1000",
        "\"1\" | 1 | use a whole number from 1 to 1000, without quotes",
        "null | null | give a value for 'limit'",
        "0 | 0 | use 1 to 1000",
        "1001 | 1001 | use 1 to 1000",
        "99999999999 | 99999999999 | use a whole number from 1 to 1000",
        "true | true | use a whole number from 1 to 1000",
      })
  @DisplayName("of a cap is refused with the limits that a cap can have")
  void namesTheRangeOfALimit(String limit, String value, String remedy) {
    String document = POLICY.replaceFirst("\"limit\" *: *[0-9]+", "\"limit\":" + limit);
    Violation violation = RejectedJson.violationsOf(document, SendPolicyJson.decoder()).getFirst();
    assertThat(violation.field()).isEqualTo("caps[0].limit");
    assertThat(violation.value()).isEqualTo(value);
    assertThat(violation.remedy()).startsWith(remedy).doesNotContain("leave");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "mari@example.com | mari@example.com\\r\\nBcc: x@example.com | address | mari@example.com |"
            + " use one address",
        "mari@example.com | mari | address | mari | use one address",
        "\"c-17\" | \"c 17\" | id | c 17 | use 1 to 128",
        "\"c-17\" | 17 | id | 17 | use a text in quotes",
        "Europe/Tallinn | Mars/Olympus | zone | Mars/Olympus | IANA",
        "et-EE | et EE | locale | et EE | BCP 47",
        "\"loyal\" | \"Loyal\" | stage | Loyal | use one of prospect",
        "12.5 | 1e99 | attributes.points | 1E+99 | at most 38 digits",
        "12.5 | null | attributes.points | null | use a text",
        "\"vip\" | \"v-i-p\" | attributes.v-i-p | v-i-p | use a letter",
      })
  @DisplayName("of a subscriber is refused with path, value and remedy")
  void rejectsInvalidSubscribers(
      String good, String bad, String field, String value, String remedy) {
    String document = SUBSCRIBER.replace(good, bad);
    assertRejected(
        RejectedJson.violationsOf(document, SubscriberJson.decoder()), field, value, remedy);
  }

  @Test
  @DisplayName("of a subscriber's consents is refused with path, value and remedy")
  void rejectsInvalidConsents() {
    String document =
        """
        {"address":"a@example.com","consents":{"topics":{"offers":{"subscribed":"yes","cadence":"hourly"},"Bad":{"subscribed":true}}}}
        """;
    assertThat(RejectedJson.violationsOf(document, SubscriberJson.decoder(new SubscriberId("x"))))
        .extracting(Violation::field)
        .containsExactlyInAnyOrder(
            "consents.topics.offers.subscribed",
            "consents.topics.offers.cadence",
            "consents.topics.Bad");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"priority\":9 | \"priority\":10 | priority | 10 | use 1 (lightest) to 9 (heaviest)",
        "\"priority\":9 | \"priority\":0 | priority | 0 | use 1 (lightest) to 9 (heaviest)",
        "\"weight\":2 | \"weight\":0 | variants[0].weight | 0 | from 1 to 1000",
        "\"id\":\"b\" | \"id\":\"a\" | variants[1].id | a | different id",
        "2026-11-28T22:00:00Z | 2026-11-27T06:00:00Z | expiry | 2026-11-27T06:00:00Z | after the"
            + " start",
        "2026-11-28T22:00:00Z | 2027-11-28T22:00:00Z | expiry | 2027-11-28T22:00:00Z | at most 90"
            + " days",
        "2026-11-27T06:00:00Z | tomorrow | start | tomorrow | use an instant in UTC",
        "2026-11-27T06:00:00Z | +1000000-01-01T00:00:00Z | start | +1000000-01-01T00:00:00Z | to"
            + " 9999",
        "\"drop\" | \"later\" | whenCapped | later | use one of wait, drop",
        "[\"buyers\"] | \"buyers\" | segments | buyers | use a list",
        "[\"buyers\"] | [\"Buyers!\"] | segments[0] | Buyers! | lower-case",
        "\"friend\" | 7 | defaults.firstName | 7 | use a text in quotes",
        "Black Friday | Black\\nFriday | name | Black | on one line",
      })
  @DisplayName("of a campaign is refused with path, value and remedy")
  void rejectsInvalidCampaigns(String good, String bad, String field, String value, String remedy) {
    String document = FULL_CAMPAIGN.replace(good, bad);
    assertRejected(RejectedJson.violationsOf(document, CAMPAIGN), field, value, remedy);
  }

  private static void assertRejected(
      List<Violation> violations, String field, String value, String remedy) {
    assertThat(violations).hasSize(1);
    assertThat(violations.getFirst().field()).isEqualTo(field);
    assertThat(violations.getFirst().value()).startsWith(value);
    assertThat(violations.getFirst().remedy()).contains(remedy);
  }

  private static <T> T read(String document, JsonDecoder<T> kind) {
    return Json.decode(Json.parse(document), kind);
  }

  private static void assertSameJson(String document, Object written) {
    assertThat(Json.parse(written.toString())).isEqualTo(Json.parse(document));
  }
}
