package dev.sluice.transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.sending.SendOutcome;
import dev.sluice.mail.MailMessage;
import dev.sluice.transactional.TransactionalHandlerFixture.Answer;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("The function of transactional mail")
class TransactionalHandlerTest {

  private final TransactionalHandlerFixture fixture = new TransactionalHandlerFixture();

  @Test
  @DisplayName("sends to a subscriber in the request and answers 201 with SES's message id")
  void sendsToSubscriber() {
    Answer answer = fixture.callHttp("send-to-subscriber").expect(201);
    assertThat(answer.text("/state")).isEqualTo("accepted");
    assertThat(answer.text("/messageId")).isEqualTo("ses-1");
    assertThat(answer.headers().path("location").asString())
        .isEqualTo("/messages/" + answer.text("/id"));
    MailMessage sent = fixture.sent.getFirst();
    assertThat(sent.to().value()).isEqualTo("reader-1@example.com");
    assertThat(sent.subject()).isEqualTo("Your receipt 2026-0017");
    assertThat(sent.html()).contains("Thank you, Zoé.", "12.5 on 2026-11-23, wrapped");
    assertThat(sent.tags()).containsEntry("kind", "transactional").containsKey("message");
    assertThat(sent.configurationSet()).isEqualTo("transactional");
  }

  @Test
  @DisplayName("sends to a bare address, and takes a key in quotes")
  void sendsToAddress() {
    fixture.callHttp("send-to-address").expect(201);
    assertThat(fixture.sent.getFirst().to().value()).isEqualTo("buyer@example.com");
    assertThat(fixture.sent.getFirst().html()).contains("Thank you, dear customer.");
    ObjectNode unquoted = TransactionalHandlerFixture.event("send-to-address");
    unquoted
        .withObjectProperty("headers")
        .put("idempotency-key", "8e03978e-40d5-43e8-bc93-6894a57f9324");
    fixture.callHttp(unquoted).expect(201);
    assertThat(fixture.sent).hasSize(1);
  }

  @Test
  @DisplayName("answers a repeated request as the first time, whatever the order of its members")
  void repeatsFirstResponseForSameKey() {
    Answer first =
        fixture.postMessage("k", body("\"a\":1,\"b\":{\"date\":\"2026-01-31\"}")).expect(201);
    Answer again =
        fixture.postMessage("k", body("\"b\":{\"date\":\"2026-01-31\"},\"a\":1.0")).expect(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(fixture.sent).hasSize(1);
  }

  @Test
  @DisplayName("answers 409 to a key that comes with another body, and sends nothing")
  void respondsConflictToReusedKey() {
    fixture.postMessage("k", body("\"a\":1")).expect(201);
    Answer conflict = fixture.postMessage("k", body("\"a\":2")).expect(409);
    assertThat(conflict.text("/violations/0/field")).isEqualTo("Idempotency-Key");
    assertThat(conflict.text("/violations/0/remedy")).contains("use a new key");
    assertThat(fixture.sent).hasSize(1);
  }

  @Test
  @DisplayName("sends once when a hundred requests of one key come at once")
  void sendsOnceForHundredConcurrentRequests() throws Exception {
    List<Callable<Answer>> requests =
        Collections.nCopies(100, () -> fixture.callHttp("send-to-subscriber"));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> answer : threads.invokeAll(requests)) {
        assertThat(answer.get().status()).isIn(201, 202);
      }
    }
    assertThat(fixture.sent).hasSize(1);
  }

  @Test
  @DisplayName("answers 202 pending while SES throttles, and tells the state later")
  void respondsPendingWhileThrottled() {
    fixture.sesOutcomes.add(new SendOutcome.Throttled(SendOutcome.Limit.RATE));
    Answer answer = fixture.callHttp("send-to-subscriber").expect(202);
    assertThat(answer.text("/state")).isEqualTo("pending");
    Answer read = fixture.callHttp("read-message").expect(200);
    assertThat(read.text("/id")).isEqualTo(answer.text("/id"));
    assertThat(read.text("/cause")).contains("rate");
    assertThat(fixture.retryTasks).as("one before sending, one after the throttling").hasSize(2);
  }

  @Test
  @DisplayName("answers 201 refused with the reason when SES will never take a message")
  void respondsRefusedWithReason() {
    fixture.sesOutcomes.add(new SendOutcome.Refused("MessageRejected"));
    Answer answer = fixture.callHttp("send-to-subscriber").expect(201);
    assertThat(answer.text("/state")).isEqualTo("refused");
    assertThat(answer.text("/reason")).isEqualTo("MessageRejected");
    fixture.postMessage("next", body("\"a\":1")).expect(201);
  }

  @Test
  @DisplayName("answers 202 pending when SES does not answer")
  void respondsPendingWhenSesDoesNotAnswer() {
    fixture.sesOutcomes.add(new SendOutcome.Unknown("timeout"));
    assertThat(fixture.callHttp("send-to-subscriber").expect(202).text("/state"))
        .isEqualTo("pending");
  }

  @Test
  @DisplayName("answers 404 for a message nobody asked for, without telling more")
  void respondsNotFoundForUnknownMessage() {
    fixture.callHttp("read-message").expect(404);
  }

  @Test
  @DisplayName("tells neither address nor values of a message")
  void exposesNoPersonalData() {
    fixture.callHttp("send-to-subscriber").expect(201);
    assertThat(fixture.callHttp("read-message").body().toString())
        .doesNotContain("reader-1", "2026-0017", "12.5");
    assertThat(String.join("\n", fixture.logged)).doesNotContain("@", "2026-0017");
  }

  @Test
  @DisplayName("stores a template as it is written, and uses it only with its mark")
  void storesTemplateAndRequiresItsMark() {
    fixture.callHttp("write-template").expect(200);
    assertThat(fixture.callHttp("read-template").expect(200).text("/subject"))
        .isEqualTo("Your receipt {{number}}");
    fixture
        .putTemplate(
            "receipt", "{\"subject\":\"Hi\",\"html\":\"<p>Hi</p>\",\"transactional\":false}")
        .expect(200);
    Answer answer = fixture.callHttp("send-to-address").expect(400);
    assertThat(answer.text("/violations/0/field")).isEqualTo("template");
    assertThat(answer.text("/violations/0/remedy")).contains("administrator");
  }

  @Test
  @DisplayName("sends what an event asks for, once, however often the bus delivers it")
  void sendsOnceForRepeatedEvents() {
    fixture.invoke(TransactionalHandlerFixture.event("event-asks"));
    fixture.invoke(TransactionalHandlerFixture.event("event-asks"));
    assertThat(fixture.sent).hasSize(1);
    assertThat(fixture.sent.getFirst().subject()).isEqualTo("Your receipt 2026-0018");
    assertThat(String.join("\n", fixture.logged)).doesNotContain("@");
  }

  @Test
  @DisplayName("sends once when the same key comes by event and by request")
  void sendsOnceForSameKeyByEventAndRequest() {
    fixture.invoke(TransactionalHandlerFixture.event("event-asks"));
    fixture
        .postMessage(
            "order-2026-0018",
            TransactionalHandlerFixture.event("event-asks").path("detail").toString())
        .expect(400); // the body names the key, which is the header's to name
    ObjectNode detail = TransactionalHandlerFixture.event("event-asks").path("detail").asObject();
    detail.remove("idempotencyKey");
    fixture.postMessage("order-2026-0018", detail.toString()).expect(201);
    assertThat(fixture.sent).hasSize(1);
  }

  @Test
  @DisplayName("fails an event that cannot be taken, naming what is wrong and no value of it")
  void rejectsInvalidEventWithoutItsValues() {
    assertThatThrownBy(() -> fixture.invoke(TransactionalHandlerFixture.event("event-without-key")))
        .isInstanceOf(RejectedEventException.class)
        .hasMessageContaining("idempotencyKey")
        .hasMessageNotContaining("@");
    ObjectNode other = TransactionalHandlerFixture.event("event-asks");
    fixture.invoke(other);
    other.withObjectProperty("detail").withObjectProperty("data").put("number", "another");
    assertThatThrownBy(() -> fixture.invoke(other)).isInstanceOf(RejectedEventException.class);
    assertThat(fixture.sent).hasSize(1);
    assertThat(String.join("\n", fixture.logged)).doesNotContain("@");
  }

  private static String body(String data) {
    return """
    {"to":{"address":"buyer@example.com"},"template":"receipt",
     "data":{"number":"1","total":2,"day":{"date":"2026-11-23"},%s}}
    """
        .formatted(data);
  }
}
