package dev.sluice.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.transactional.IdempotencyKey;
import dev.sluice.core.transactional.MessageId;
import dev.sluice.core.transactional.MessageTemplate;
import dev.sluice.core.transactional.MessageValue;
import dev.sluice.core.transactional.TemplateId;
import java.time.LocalDate;
import java.util.List;
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
                "total", MessageValue.Decimal.of("12"),
                "day", new MessageValue.Day(LocalDate.of(2026, 11, 23)),
                "gift", new MessageValue.Flag(true)));
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

  private static final String RECEIPT =
      "<table>{{#lines}}<tr><td>{{name}}</td><td>{{price}} {{currency}}</td>"
          + "{{#note}}<td>{{note}}</td>{{/note}}</tr>{{/lines}}</table>"
          + "{{^lines}}Nothing{{/lines}}{{#shipTo}}<p>{{city}}</p>{{/shipTo}}";

  @Test
  @DisplayName("shows lists and objects by sections, and amounts exactly as they were given")
  void showsListsAndObjects() {
    Map<String, MessageValue> data =
        Map.of(
            "currency",
            new MessageValue.Text("EUR"),
            "lines",
            new MessageValue.Items(
                List.of(
                    line("Tea & milk", "12.50", new MessageValue.Absent()),
                    line("Cup", "0.00", new MessageValue.Text("gift")))),
            "shipTo",
            new MessageValue.Fields(Map.of("city", new MessageValue.Text("Tartu"))));
    assertThat(compose(template("Hi", RECEIPT, "x"), data).html())
        .isEqualTo(
            "<table><tr><td>Tea &amp; milk</td><td>12.50 EUR</td></tr>"
                + "<tr><td>Cup</td><td>0.00 EUR</td><td>gift</td></tr></table>"
                + "<p>Tartu</p>");
  }

  @Test
  @DisplayName("hides a section about an empty list and about nothing, whatever is named inside")
  void hidesEmptySections() {
    Map<String, MessageValue> data =
        Map.of(
            "lines",
            new MessageValue.Items(List.of()),
            "currency",
            new MessageValue.Absent(),
            "shipTo",
            new MessageValue.Fields(Map.of("city", new MessageValue.Absent())));
    assertThat(compose(template("Hi", RECEIPT, "x"), data).html())
        .isEqualTo("<table></table>Nothing<p></p>");
  }

  @Test
  @DisplayName("shows nothing for null, although the template has a default")
  void nullTakesPrecedenceOverDefault() {
    assertThat(
            compose(
                    template("Hi", "<p>{{name}}{{^name}}-{{/name}}</p>", "x"),
                    Map.of("name", new MessageValue.Absent()))
                .html())
        .isEqualTo("<p>-</p>");
  }

  @Test
  @DisplayName("is refused if one entry of a list lacks a value, with the name")
  void refusesIncompleteEntries() {
    Map<String, MessageValue> data =
        Map.of(
            "currency",
            new MessageValue.Text("EUR"),
            "shipTo",
            new MessageValue.Absent(),
            "lines",
            new MessageValue.Items(
                List.of(
                    line("Tea", "1", new MessageValue.Absent()),
                    new MessageValue.Fields(Map.of("name", new MessageValue.Text("Cup"))))));
    assertThatThrownBy(
            () -> compose(template("Hi", "{{#lines}}{{name}}{{price}}{{/lines}}", "x"), data))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("{{price}}");
  }

  private static MessageValue line(String name, String price, MessageValue note) {
    return new MessageValue.Fields(
        Map.of(
            "name",
            new MessageValue.Text(name),
            "price",
            MessageValue.Decimal.of(price),
            "note",
            note));
  }

  private MailMessage compose(MessageTemplate template, Map<String, MessageValue> values) {
    return mail.compose(ID, BUYER, template, values);
  }

  private static MessageTemplate template(String subject, String html, String text) {
    return new MessageTemplate(
        new TemplateId("receipt"), subject, html, text, Map.of("name", "you"), true);
  }
}
