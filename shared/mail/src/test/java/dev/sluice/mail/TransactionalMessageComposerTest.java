package dev.sluice.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.transactional.IdempotencyKey;
import dev.sluice.core.transactional.MessageId;
import dev.sluice.core.transactional.MessageTemplate;
import dev.sluice.core.transactional.TemplateId;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A transactional message")
class TransactionalMessageComposerTest {

  private static final MessageId ID = MessageId.of(new IdempotencyKey("order-1"));
  private static final EmailAddress BUYER = new EmailAddress("buyer@example.com");

  private final TransactionalMessageComposer mail =
      new TransactionalMessageComposer(
          MailboxAddress.parse("from", "Shop <service@shop.example>"), "transactional");

  @Test
  @DisplayName("shows values, before defaults, each kind as people write it")
  void usesValueBeforeDefault() {
    MailMessage message =
        compose(
            template("{{name}}: {{total}}", "<p>{{day}}{{#gift}} wrapped{{/gift}}</p>", "{{name}}"),
            Map.of(
                "total", AttributeValue.Number.of(12),
                "day", new AttributeValue.Day(LocalDate.of(2026, 11, 23)),
                "gift", new AttributeValue.Flag(true)));
    assertThat(message.subject()).isEqualTo("you: 12");
    assertThat(message.html()).isEqualTo("<p>2026-11-23 wrapped</p>");
    assertThat(message.text()).isEqualTo("you");
  }

  @Test
  @DisplayName("has a text part made from the HTML if the template has none")
  void derivesTextFromHtml() {
    assertThat(compose(template("Hi", "<p>Thank <b>you</b></p>", " "), Map.of()).text().strip())
        .isEqualTo("Thank you");
  }

  @Test
  @DisplayName("has no link to leave and no footer, and says that nobody need answer it")
  void hasNoUnsubscribeLinkAndIsAutoSubmitted() {
    MailMessage message = compose(template("Hi", "<p>x</p>", "x"), Map.of());
    assertThat(message.headers())
        .containsExactly(new MailHeader("Auto-Submitted", "auto-generated"));
    assertThat(message.html()).isEqualTo("<p>x</p>");
    assertThat(message.configurationSet()).isEqualTo("transactional");
    assertThat(message.tags())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "kind",
                "transactional",
                "message",
                ID.value(),
                "template",
                "receipt",
                "ses:feedback-id-a",
                "receipt",
                "ses:feedback-id-b",
                "transactional"));
  }

  @Test
  @DisplayName("names every value that is missing, once, in any part")
  void namesEveryMissingValueOnce() {
    assertThatThrownBy(() -> compose(template("{{a}}", "<p>{{b}}{{a}}</p>", "{{c}}"), Map.of()))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e ->
                assertThat(e.violations())
                    .extracting(violation -> violation.field())
                    .containsExactly("data.a", "data.b", "data.c"));
  }

  @Test
  @DisplayName("can only come from a template in which everything is right; all faults are told")
  void reportsAllTemplateErrors() {
    assertThatThrownBy(
            () -> TransactionalMessageComposer.validate(template("{{a", "{{{b}}}", "{{#c}}")))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e ->
                assertThat(e.violations())
                    .extracting(violation -> violation.field())
                    .contains("subject", "html", "text"));
  }

  private MailMessage compose(MessageTemplate template, Map<String, AttributeValue> values) {
    return mail.compose(ID, BUYER, template, values);
  }

  private static MessageTemplate template(String subject, String html, String text) {
    return new MessageTemplate(
        new TemplateId("receipt"), subject, html, text, Map.of("name", "you"), true);
  }
}
