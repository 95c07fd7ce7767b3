package dev.sluice.mail;

import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.Violation;
import dev.sluice.core.transactional.MessageId;
import dev.sluice.core.transactional.MessageTemplate;
import dev.sluice.core.transactional.MessageValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Composes transactional messages, without unsubscribe links, footer or postal address, because a
 * person cannot opt out of mail that they asked for.
 *
 * @param from the sender
 * @param configurationSet the SES configuration set of transactional mail
 */
public record TransactionalMessageComposer(MailboxAddress from, String configurationSet) {

  /** Asks mail systems not to reply automatically (RFC 3834, section 5). */
  private static final MailHeader AUTO_SUBMITTED =
      new MailHeader("Auto-Submitted", "auto-generated");

  /**
   * Validates a template before it is stored.
   *
   * @throws InvalidInputException with every violation in {@code subject}, {@code html} and {@code
   *     text}
   */
  public static void validate(MessageTemplate template) {
    CompiledMessage unused = compile(template);
  }

  /**
   * Returns the rendered message.
   *
   * @param values by name; the template's defaults apply to those that are missing
   * @throws InvalidInputException if a variable has neither value nor default, or a result is too
   *     large
   */
  public MailMessage compose(
      MessageId id, EmailAddress to, MessageTemplate template, Map<String, MessageValue> values) {
    CompiledMessage message = compile(template);
    Map<String, Object> plain = TemplateVariables.mergeMessage(template.defaults(), values);
    requireValues(message, plain);
    String html = message.html().render(plain);
    return new MailMessage(
        from,
        to,
        Optional.empty(),
        message.subject().render(plain),
        html,
        message.renderText(html, plain),
        List.of(AUTO_SUBMITTED),
        Map.of(
            MessageTags.KIND, MessageTags.TRANSACTIONAL,
            MessageTags.MESSAGE, id.value(),
            MessageTags.TEMPLATE, template.id().value(),
            MessageTags.FEEDBACK_ID_A, template.id().value(),
            MessageTags.FEEDBACK_ID_B, MessageTags.TRANSACTIONAL),
        configurationSet);
  }

  private static CompiledMessage compile(MessageTemplate template) {
    return CompiledMessage.compile(
        "", new CompiledMessage.Sources(template.subject(), template.html(), template.text()));
  }

  private static void requireValues(CompiledMessage message, Map<String, ?> values) {
    List<Violation> missing =
        message.undeclared(values).stream()
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
