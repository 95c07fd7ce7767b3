package dev.sluice.mail;

import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.Violation;
import dev.sluice.core.transactional.MessageId;
import dev.sluice.core.transactional.MessageTemplate;
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
public record TransactionalMessageComposer(MailboxAddress from, String configurationSet) {

  /** Tells mail systems not to answer with an absence note (RFC 3834, section 5). */
  private static final MailHeader AUTO_SUBMITTED =
      new MailHeader("Auto-Submitted", "auto-generated");

  /**
   * Checks a template before it is stored.
   *
   * @throws InvalidInputException with every violation in {@code subject}, {@code html} and {@code
   *     text}
   */
  public static void validate(MessageTemplate template) {
    CompiledMessage unused = compile(template);
  }

  /**
   * Returns a message, rendered whole.
   *
   * @param values by name; the template's defaults stand in for those that are missing
   * @throws InvalidInputException if a name has neither value nor default, or a result is too large
   */
  public MailMessage compose(
      MessageId id, EmailAddress to, MessageTemplate template, Map<String, AttributeValue> values) {
    CompiledMessage wording = compile(template);
    Map<String, Object> plain = TemplateVariables.merge(template.defaults(), values);
    requireValues(wording, plain);
    String html = wording.html().render(plain);
    return new MailMessage(
        from,
        to,
        Optional.empty(),
        wording.subject().render(plain),
        html,
        wording.renderText(html, plain),
        List.of(AUTO_SUBMITTED),
        Map.of(
            MessageTags.KIND, MessageTags.TRANSACTIONAL,
            MessageTags.MESSAGE, id.value(),
            MessageTags.TEMPLATE, template.id().value()),
        configurationSet);
  }

  private static CompiledMessage compile(MessageTemplate template) {
    return CompiledMessage.compile(
        "", new CompiledMessage.Sources(template.subject(), template.html(), template.text()));
  }

  private static void requireValues(CompiledMessage wording, Map<String, ?> values) {
    List<Violation> missing =
        wording.undeclared(values).stream()
            .map(TransactionalMessageComposer::missingValue)
            .toList();
    if (!missing.isEmpty()) {
      throw new InvalidInputException(missing);
    }
  }

  private static Violation missingValue(String name) {
    return new Violation(
        "data." + name,
        "absent",
        "the template names {{" + name + "}}: give it a value, or a default in the template");
  }
}
