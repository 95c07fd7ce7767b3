package dev.sluice.core.transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A request for a message")
class MessageIdentityTest {

  private static final Recipient BUYER =
      new Recipient.AddressRecipient(new EmailAddress("buyer@example.com"));
  private static final TemplateId RECEIPT = new TemplateId("receipt");

  @ParameterizedTest
  @DisplayName("has a key of printable ASCII")
  @ValueSource(strings = {"a", "8e03978e-40d5-43e8-bc93-6894a57f9324", "order 17/2", "~!\"\\"})
  void acceptsPrintableAsciiKeys(String key) {
    assertThat(new IdempotencyKey(key).value()).isEqualTo(key);
  }

  @ParameterizedTest
  @DisplayName("is refused with any other key")
  @ValueSource(strings = {"", " ", " a", "a ", "a\tb", "a\nb", "ä", "\u0000", "\u007f"})
  void rejectsOtherKeys(String key) {
    assertThatThrownBy(() -> new IdempotencyKey(key))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("idempotencyKey")
        .hasMessageContaining("1 to 128");
  }

  @Test
  @DisplayName("has a key of at most 128 characters")
  void limitsKeyTo128Characters() {
    assertThat(new IdempotencyKey("k".repeat(128)).value()).hasSize(128);
    assertThatThrownBy(() -> new IdempotencyKey("k".repeat(129)))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  @DisplayName("has an identifier made from its key, that does not show it")
  void derivesIdentifierFromKey() {
    MessageId id = MessageId.of(new IdempotencyKey("anna@example.com"));
    assertThat(id).isEqualTo(MessageId.of(new IdempotencyKey("anna@example.com")));
    assertThat(id).isNotEqualTo(MessageId.of(new IdempotencyKey("Anna@example.com")));
    assertThat(new IdempotencyKey("anna@example.com").toString()).doesNotContain("anna");
  }

  @Test
  @DisplayName("is the same whatever the order of its values")
  void ignoresOrderOfValues() {
    Map<String, MessageValue> one = new LinkedHashMap<>();
    one.put("a", new MessageValue.Text("1"));
    one.put("b", MessageValue.Decimal.of("2"));
    Map<String, MessageValue> other = new LinkedHashMap<>(one).reversed();
    assertThat(RequestFingerprint.of(new MessageRequest(BUYER, RECEIPT, one)))
        .isEqualTo(RequestFingerprint.of(new MessageRequest(BUYER, RECEIPT, other)));
  }

  @Test
  @DisplayName("is another if anything in it differs")
  void differsIfAnyValueDiffers() {
    List<MessageRequest> different =
        List.of(
            new MessageRequest(BUYER, RECEIPT, Map.of()),
            new MessageRequest(BUYER, new TemplateId("reset"), Map.of()),
            new MessageRequest(
                new Recipient.SubscriberRecipient(new SubscriberId("buyer@example.com")),
                RECEIPT,
                Map.of()),
            new MessageRequest(BUYER, RECEIPT, Map.of("a", new MessageValue.Text("1"))),
            new MessageRequest(BUYER, RECEIPT, Map.of("a", MessageValue.Decimal.of("1"))),
            new MessageRequest(BUYER, RECEIPT, Map.of("a1", new MessageValue.Text(""))),
            new MessageRequest(BUYER, RECEIPT, Map.of("a", new MessageValue.Flag(true))),
            new MessageRequest(BUYER, RECEIPT, Map.of("a", new MessageValue.Text("true"))),
            new MessageRequest(BUYER, RECEIPT, Map.of("a", MessageValue.Decimal.of("12.5"))),
            new MessageRequest(BUYER, RECEIPT, Map.of("a", new MessageValue.Absent())),
            new MessageRequest(BUYER, RECEIPT, Map.of("a", items())),
            new MessageRequest(BUYER, RECEIPT, Map.of("a", items(new MessageValue.Text("1")))),
            new MessageRequest(
                BUYER, RECEIPT, Map.of("a", items(items(new MessageValue.Text("1"))))),
            new MessageRequest(
                BUYER, RECEIPT, Map.of("a", items(new MessageValue.Fields(Map.of("b", items()))))));
    assertThat(different.stream().map(RequestFingerprint::of).distinct()).hasSameSizeAs(different);
  }

  private static MessageValue items(MessageValue... values) {
    return new MessageValue.Items(List.of(values));
  }

  @Test
  @DisplayName("shows neither address nor values in logs")
  void hidesAddressAndValuesInLogs() {
    MessageRequest request =
        new MessageRequest(BUYER, RECEIPT, Map.of("token", new MessageValue.Text("s3cret")));
    assertThat(request.toString()).doesNotContain("buyer", "s3cret");
  }
}
