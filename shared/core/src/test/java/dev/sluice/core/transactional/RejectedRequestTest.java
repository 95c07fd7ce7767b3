package dev.sluice.core.transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.InvalidInputException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Transactional mail that cannot be sent")
class RejectedRequestTest {

  private final TransactionalFixture office = new TransactionalFixture();

  @Test
  @DisplayName("names everything that is wrong, and stores nothing")
  void reportsEveryViolation() {
    MessageRequest request =
        new MessageRequest(
            new Recipient.SubscriberRecipient(new SubscriberId("nobody")),
            new TemplateId("nothing"),
            Map.of("a", new MessageValue.Text("b")));
    assertThatThrownBy(() -> office.submit("order-1", request))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e ->
                assertThat(e.violations())
                    .extracting(violation -> violation.field())
                    .containsExactly("to.subscriber", "template"));
    assertThat(office.messages.find(MessageId.of(new IdempotencyKey("order-1")))).isEmpty();
    assertThat(office.pendingTasks()).isZero();
  }

  @Test
  @DisplayName("because its template is not marked transactional says who can mark it")
  void rejectsTemplateNotMarkedTransactional() {
    office.templates.save(TransactionalFixture.unmarkedTemplate());
    assertThatThrownBy(() -> office.submit("order-1", TransactionalFixture.requestToAddress()))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e -> assertThat(e.violations().getFirst().remedy()).contains("administrator"));
  }

  @Test
  @DisplayName("because a value is missing names it")
  void rejectsMissingValue() {
    office.templates.save(
        new MessageTemplate(
            TransactionalFixture.RECEIPT.id(), "{{missing}}", "<p/>", "", Map.of(), true));
    assertThatThrownBy(() -> office.submit("order-1", TransactionalFixture.requestToAddress()))
        .hasMessageContaining("data.missing");
  }
}
