package dev.sluice.transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.transactional.IdempotencyKey;
import dev.sluice.core.transactional.MessageId;
import dev.sluice.core.transactional.TemplateId;
import dev.sluice.json.Json;
import dev.sluice.transactional.TransactionalHandlerFixture.Answer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Each test asserts field, value and remedy, and that nothing was stored or sent. */
@DisplayName("Bad input")
class TransactionalValidationTest {

  private static final String GOOD =
      """
      {"to":{"address":"buyer@example.com"},"template":"receipt",
       "data":{"number":"1","total":2,"day":{"date":"2026-11-23"},"gift":true}}
      """;

  private final TransactionalHandlerFixture fixture = new TransactionalHandlerFixture();

  @Test
  @DisplayName("the example that the tests spoil is good as it is")
  void acceptsUnmodifiedExample() {
    fixture.postMessage("k", GOOD).expect(201);
  }

  @ParameterizedTest(name = "{1} instead of {0} is refused at {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"address\":\"buyer@example.com\" | \"address\":\"buyer\" | to.address | buyer | use one"
            + " address",
        "\"address\":\"buyer@example.com\" | \"address\":\"a@b.example,c@d.example\" | to.address"
            + " | a@b.example,c@d.example | use one address",
        "\"address\":\"buyer@example.com\" | \"address\":17 | to.address | 17 | text in quotes",
        "\"address\":\"buyer@example.com\" | \"address\":null | to.address | null | give a value",
        "\"address\":\"buyer@example.com\" | \"adress\":\"buyer@example.com\" | to.adress |"
            + " buyer@example.com | did you mean 'address'?",
        "\"address\":\"buyer@example.com\" | `` | to | none of them | give exactly one of:"
            + " subscriber, address",
        "\"address\":\"buyer@example.com\" |"
            + " \"address\":\"a@b.example\",\"subscriber\":\"reader-1\" | to | subscriber, address"
            + " | give exactly one of: subscriber, address",
        "\"address\":\"buyer@example.com\" | \"subscriber\":\"nobody\" | to.subscriber | nobody |"
            + " this subscriber does not exist",
        "\"address\":\"buyer@example.com\" | \"subscriber\":\"no body\" | to.subscriber | no body |"
            + " use 1 to 128 of",
        "\"to\":{\"address\":\"buyer@example.com\"} | \"to\":\"buyer@example.com\" | to |"
            + " buyer@example.com | use an object",
        "\"to\":{\"address\":\"buyer@example.com\"}, | `` | to | absent | give a value for 'to'",
        "\"template\":\"receipt\" | \"template\":\"reciept\" | template | reciept | template does"
            + " not exist",
        "\"template\":\"receipt\" | \"template\":\"Receipt\" | template | Receipt | lower-case"
            + " letters",
        "\"template\":\"receipt\" | \"template\":\"../policy\" | template | ../policy | lower-case"
            + " letters",
        "\"template\":\"receipt\" | \"template\":7 | template | 7 | text in quotes",
        "\"template\":\"receipt\", | `` | template | absent | give a value for 'template'",
        "\"number\":\"1\", | `` | data.number | absent | the template names {{number}}",
        "\"number\":\"1\" | \"number\":[1] | subject | a list or map | show it with a section",
        "\"number\":\"1\" | \"number\":{\"day\":\"x\"} | subject | a list or map | show it with a"
            + " section",
        "\"number\":\"1\" | \"number\":[[[[[[[1]]]]]]] | data.number[0][0][0][0][0][0] | a list of"
            + " 1 entry | nest at most 7",
        "\"number\":\"1\" | \"number\":[{\"1st\":\"x\"}] | data.number[0].1st | 1st | a letter"
            + " followed by",
        "\"number\":\"1\" | \"number\":1e99 | data.number | 1E+99 | at most 38 digits",
        "\"2026-11-23\" | \"2026-02-30\" | data.day.date | 2026-02-30 | date",
        "\"number\":\"1\" | \"number\":\"1\",\"1st\":\"x\" | data.1st | 1st | a letter followed by",
        "\"data\": | \"dat\": | dat | an object of 4 members | did you mean 'data'?",
        "\"template\":\"receipt\", | \"template\":\"receipt\",\"topic\":\"offers\", | topic |"
            + " offers | no such member",
      })
  void rejectsInvalidRequest(String good, String bad, String field, String value, String remedy) {
    assertThat(GOOD.replace("\n ", "")).contains(good);
    assertRejected(
        fixture.postMessage("k", GOOD.replace("\n ", "").replace(good, bad)), field, value, remedy);
    assertNothingHappened();
  }

  @Test
  @DisplayName("more than 5,000 values")
  void rejectsTooManyValues() {
    String values = "1,".repeat(5_000) + "1";
    assertRejected(
        fixture.postMessage("k", GOOD.replace("\"number\":\"1\"", "\"number\":[" + values + "]")),
        "data.number",
        "a list of 5001 entries",
        "0 to 5000");
    assertNothingHappened();
  }

  @Test
  @DisplayName("takes a text of any length and null, up to the size of the request")
  void takesLongTextAndNull() {
    fixture
        .postMessage(
            "k", GOOD.replace("\"number\":\"1\"", "\"number\":\"" + "x".repeat(900) + "\""))
        .expect(201);
    fixture.postMessage("k2", GOOD.replace("\"number\":\"1\"", "\"number\":null")).expect(201);
    fixture
        .postMessage(
            "k3",
            GOOD.replace("\"gift\":true", "\"gift\":true,\"note\":\"" + "x".repeat(200_000) + "\""))
        .expect(201);
    fixture
        .postMessage(
            "k4",
            GOOD.replace("\"gift\":true", "\"gift\":true,\"note\":\"" + "é".repeat(200_000) + "\""))
        .expect(413);
  }

  @ParameterizedTest(name = "key {0}")
  @CsvSource(
      quoteCharacter = '`',
      value = {"``", "` `", "\"\"", "ключ", "tab\there"})
  void rejectsInvalidKey(String key) {
    Answer answer = fixture.postMessage(key, GOOD).expect(400);
    assertThat(answer.text("/violations/0/field")).isEqualTo("Idempotency-Key");
    assertThat(answer.text("/violations/0/remedy")).contains("1 to 128 printable ASCII");
    assertNothingHappened();
  }

  @Test
  @DisplayName("a key of 129 characters")
  void rejectsLongKey() {
    assertRejected(
        fixture.postMessage("k".repeat(129), GOOD),
        "Idempotency-Key",
        "k".repeat(80) + "…",
        "1 to 128");
    assertNothingHappened();
  }

  @Test
  @DisplayName("no key")
  void rejectsMissingKey() {
    assertRejected(
        fixture.callHttp("send-without-key"), "Idempotency-Key", "absent", "such as a UUID");
    assertNothingHappened();
  }

  @ParameterizedTest(name = "{1} instead of {0} in an event is rejected at {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"idempotencyKey\":\"order-2026-0018\", | `` | idempotencyKey | give a value",
        "\"order-2026-0018\" | \"\" | idempotencyKey | 1 to 128 printable ASCII",
        "\"order-2026-0018\" | 17 | idempotencyKey | text in quotes",
        "\"idempotencyKey\" | \"idempotency-key\" | idempotencyKey | give a value",
        "\"address\":\"buyer@example.com\" | \"address\":\"buyer\" | to.address | use one address",
        "\"address\":\"buyer@example.com\" | \"subscriber\":\"nobody\" | to.subscriber | this"
            + " subscriber does not exist",
        "\"to\":{\"address\":\"buyer@example.com\"}, | `` | to | give a value for 'to'",
        "\"template\":\"receipt\" | \"template\":\"reciept\" | template | this template does"
            + " not exist",
        "\"template\":\"receipt\" | \"template\":\"news\" | template | an administrator",
        "\"template\":\"receipt\", | `` | template | give a value for 'template'",
        "\"number\":\"2026-0018\", | `` | data.number | the template names {{number}}",
        "\"2026-11-23\" | \"2026-02-30\" | data.day.date | date",
        "\"gift\":true | \"gift\":[{\"a b\":1}] | data.gift[0].a b | a letter followed by",
        "\"template\":\"receipt\" | \"template\":\"receipt\",\"topic\":\"offers\" | topic | no such"
            + " member",
      })
  void rejectsInvalidEvent(String good, String bad, String field, String remedy) {
    fixture
        .putTemplate("news", "{\"subject\":\"x\",\"html\":\"x\",\"transactional\":false}")
        .expect(200);
    ObjectNode event = TransactionalHandlerFixture.event("event-asks");
    String detail = event.path("detail").toString();
    assertThat(detail).contains(good);
    event.set("detail", Json.parse(detail.replace(good, bad)));

    assertThatThrownBy(() -> fixture.invoke(event))
        .isInstanceOf(RejectedEventException.class)
        .hasMessageContainingAll(field + ": ", remedy)
        .hasMessageNotContaining("buyer");
    assertThat(String.join("\n", fixture.logged))
        .contains("\"event\":\"message.event_rejected\"", event.path("id").asString(), field + ": ")
        .doesNotContain("buyer");
    assertThat(fixture.sent).isEmpty();
    assertThat(fixture.retryTasks).isEmpty();
  }

  @Test
  @DisplayName("everything at once: every violation is told")
  void reportsAllViolationsTogether() {
    ObjectNode event =
        TransactionalHandlerFixture.event("send-without-key")
            .put("body", "{\"to\":{\"address\":\"x\"},\"data\":[]}");
    JsonNode violations = fixture.callHttp(event).expect(400).body().path("violations");
    assertThat(violations.valueStream().map(v -> v.path("field").stringValue()))
        .containsExactlyInAnyOrder("Idempotency-Key", "to.address", "template", "data");
    assertNothingHappened();
  }

  @Test
  @DisplayName("a body that is no JSON, is empty, or is too large")
  void rejectsInvalidEmptyAndOversizedBodies() {
    assertRejected(fixture.postMessage("k", "{\"to\":"), "body", "line 1", "correct the JSON");
    assertRejected(fixture.postMessage("k", ""), "body", "empty", "send a JSON object");
    assertRejected(fixture.postMessage("k", "[]"), "body", "a list of 0 entries", "use an object");
    assertRejected(
        fixture.postMessage("k", "{\"a\":1,\"a\":2}"), "body", "line 1", "correct the JSON");
    fixture.postMessage("k", "\"" + "x".repeat(300_000) + "\"").expect(413);
    ObjectNode xml = TransactionalHandlerFixture.event("send-to-address");
    xml.withObjectProperty("headers").put("content-type", "text/xml");
    fixture.callHttp(xml).expect(415);
    assertNothingHappened();
  }

  @Test
  @DisplayName("more than 50 values in one object")
  void rejectsOversizedValues() {
    String many =
        IntStream.range(0, 51).mapToObj(i -> "\"v" + i + "\":1").collect(Collectors.joining(","));
    assertRejected(
        fixture.postMessage("k", GOOD.replace("\"number\":\"1\"", many)),
        "data",
        "an object of 54 members",
        "at most 50");
    assertNothingHappened();
  }

  @Test
  @DisplayName("markup and line breaks in values stay what they are: text of one line in a subject")
  void escapesMarkupAndLineBreaksInValues() {
    fixture
        .postMessage(
            "k", GOOD.replace("\"number\":\"1\"", "\"number\":\"1\\r\\nBcc: x@y.example\""))
        .expect(201);
    assertThat(fixture.sent.getFirst().subject()).doesNotContain("\r", "\n");
    fixture
        .postMessage("k2", GOOD.replace("\"gift\":true", "\"firstName\":\"<script>x</script>\""))
        .expect(201);
    assertThat(fixture.sent.getLast().html()).doesNotContain("<script>").contains("&lt;script&gt;");
  }

  @ParameterizedTest(name = "template {0}: refused at {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"html\":\"x\",\"transactional\":true} | subject | absent | give a value for 'subject'",
        "{\"subject\":\" \",\"html\":\"x\",\"transactional\":true} | subject | blank | give a text",
        "{\"subject\":\"x\",\"transactional\":true} | html | absent | give a value for 'html'",
        "{\"subject\":\"x\",\"html\":\"x\"} | transactional | absent | give a value for"
            + " 'transactional'",
        "{\"subject\":\"x\",\"html\":\"x\",\"transactional\":\"yes\"} | transactional | yes | true"
            + " or false",
        "{\"subject\":\"{{a\",\"html\":\"x\",\"transactional\":true} | subject | line 1 | ``",
        "{\"subject\":\"a\\nb\",\"html\":\"x\",\"transactional\":true} | subject | U+000A | one"
            + " line",
        "{\"subject\":\"x\",\"html\":\"{{{a}}}\",\"transactional\":true} | html | line 1 | ``",
        "{\"subject\":\"x\",\"html\":\"<a href={{a}}>\",\"transactional\":true} | html | line 1 |"
            + " quote",
        "{\"subject\":\"x\",\"html\":\"x\",\"text\":\"{{#a}}\",\"transactional\":true} | text |"
            + " line 1 | close it",
        "{\"subject\":\"x\",\"html\":\"x\",\"defaults\":{\"1a\":\"x\"},\"transactional\":true} |"
            + " defaults.1a | 1a | a letter followed by",
        "{\"subject\":\"x\",\"html\":\"x\",\"defaults\":{\"a\":1},\"transactional\":true} |"
            + " defaults.a | 1 | text in quotes",
        "{\"id\":\"other\",\"subject\":\"x\",\"html\":\"x\",\"transactional\":true} | id | other |"
            + " use 'fresh'",
        "{\"subject\":\"x\",\"html\":\"x\",\"transactional\":true,\"kind\":\"x\"} | kind | x | no"
            + " such member",
      })
  void rejectsInvalidTemplate(String body, String field, String value, String remedy) {
    assertRejected(fixture.putTemplate("fresh", body), field, value, remedy);
    assertThat(fixture.templates.find(new TemplateId("fresh"))).isEmpty();
  }

  @Test
  @DisplayName("a path that names no template and no message")
  void returnsNotFoundForUnknownIds() {
    assertRejected(
        fixture.putTemplate(
            "Bad Name", "{\"subject\":\"x\",\"html\":\"x\",\"transactional\":true}"),
        "template",
        "Bad Name",
        "lower-case letters");
    ObjectNode read = TransactionalHandlerFixture.event("read-message");
    read.withObjectProperty("pathParameters").put("id", "order-1");
    assertRejected(fixture.callHttp(read), "id", "order-1", "32 hexadecimal digits");
  }

  private void assertNothingHappened() {
    assertThat(fixture.sent).isEmpty();
    assertThat(fixture.retryTasks).isEmpty();
    assertThat(fixture.messages.find(MessageId.of(new IdempotencyKey("k")))).isEmpty();
    assertThat(String.join("\n", fixture.logged)).doesNotContain("@");
  }

  private static void assertRejected(Answer answer, String field, String value, String remedy) {
    answer.expect(400);
    assertThat(answer.headers().path("content-type").asString("none"))
        .isEqualTo("application/problem+json");
    assertThat(answer.text("/type")).isEqualTo("urn:sluice:problem:invalid");
    assertThat(answer.body().path("status").intValue()).isEqualTo(400);
    assertThat(answer.text("/title")).isNotBlank();
    assertThat(answer.body().path("violations").valueStream())
        .as("%s", answer.body())
        .anySatisfy(violation -> {
          assertThat(violation.path("field").stringValue()).isEqualTo(field);
          assertThat(violation.path("value").stringValue()).contains(value);
          assertThat(violation.path("remedy").stringValue()).contains(remedy);
        });
  }
}
