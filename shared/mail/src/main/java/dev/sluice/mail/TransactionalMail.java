package dev.sluice.mail;

import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.Violation;
import dev.sluice.scheduling.audience.AttributeValue;
import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.transactional.MessageId;
import dev.sluice.scheduling.transactional.MessageTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes transactional messages: without links to leave, footer or postal address, since nobody can
 * opt out of what they asked for.
 *
 * @param from shown as the sender
 * @param configurationSet the SES configuration set of transactional mail
 */
public record TransactionalMail(Mailbox from, String configurationSet) {

  /** Tells mail systems not to answer with an absence note (RFC 3834, section 5). */
  private static final Header AUTO_SUBMITTED = new Header("Auto-Submitted", "auto-generated");

  /**
   * Checks a template before it is stored.
   *
   * @throws InvalidInputException with every violation in {@code subject}, {@code html} and {@code
   *     text}
   */
  public static void check(MessageTemplate template) {
    Wording unused = wording(template);
  }

  /**
   * Returns a message, rendered whole.
   *
   * @param values by name; the template's defaults stand in for those that are missing
   * @throws InvalidInputException if a name has neither value nor default, or a result is too large
   */
  public MailMessage compose(
      MessageId id, EmailAddress to, MessageTemplate template, Map<String, AttributeValue> values) {
    Wording wording = wording(template);
    Map<String, Object> plain = PlainValues.of(template.defaults(), values);
    requireValues(wording, plain);
    String html = wording.html().render(plain);
    return new MailMessage(
        from,
        to,
        Optional.empty(),
        wording.subject().render(plain),
        html,
        wording.textBeside(html, plain),
        List.of(AUTO_SUBMITTED),
        Map.of(
            MessageTags.KIND, MessageTags.TRANSACTIONAL,
            MessageTags.MESSAGE, id.value(),
            MessageTags.TEMPLATE, template.id().value()),
        configurationSet);
  }

  private static Wording wording(MessageTemplate template) {
    return Wording.compile(
        "", new Wording.Sources(template.subject(), template.html(), template.text()));
  }

  private static void requireValues(Wording wording, Map<String, ?> values) {
    List<Violation> missing =
        wording.undeclared(values).stream().map(TransactionalMail::absent).toList();
    if (!missing.isEmpty()) {
      throw new InvalidInputException(missing);
    }
  }

  private static Violation absent(String name) {
    return new Violation(
        "data." + name,
        "absent",
        "the template names {{" + name + "}}: give it a value, or a default in the template");
  }
}
