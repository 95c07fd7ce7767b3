package dev.sluice.scheduling.transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.audience.AttributeValue;
import dev.sluice.scheduling.audience.SubscriberId;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Transactional mail that cannot be sent")
class RefusedRequestTest {

  private final PostOffice office = new PostOffice();

  @Test
  @DisplayName("names everything that is wrong, and stores nothing")
  void everythingWrong() {
    MessageRequest request =
        new MessageRequest(
            new Recipient.Known(new SubscriberId("nobody")),
            new TemplateId("nothing"),
            Map.of("a", new AttributeValue.Text("b")));
    assertThatThrownBy(() -> office.take("order-1", request))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e ->
                assertThat(e.violations())
                    .extracting(violation -> violation.field())
                    .containsExactly("to.subscriber", "template"));
    assertThat(office.messages.read(MessageId.of(new IdempotencyKey("order-1")))).isEmpty();
    assertThat(office.waitingCalls()).isZero();
  }

  @Test
  @DisplayName("because its template is not marked transactional says who can mark it")
  void unmarkedTemplate() {
    office.templates.put(PostOffice.unmarked());
    assertThatThrownBy(() -> office.take("order-1", PostOffice.toBuyer()))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e -> assertThat(e.violations().getFirst().remedy()).contains("administrator"));
  }

  @Test
  @DisplayName("because a value is missing names it")
  void missingValue() {
    office.templates.put(
        new MessageTemplate(PostOffice.RECEIPT.id(), "{{missing}}", "<p/>", "", Map.of(), true));
    assertThatThrownBy(() -> office.take("order-1", PostOffice.toBuyer()))
        .hasMessageContaining("data.missing");
  }
}
