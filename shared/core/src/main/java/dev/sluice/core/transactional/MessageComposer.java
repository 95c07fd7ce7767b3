package dev.sluice.core.transactional;

import dev.sluice.core.sending.PreparedMessage;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Composes the message of a request.
 *
 * <p>It reads the subscriber's address and attributes only: caps, opt-outs and quiet hours limit
 * marketing, and SES itself suppresses addresses that bounced permanently.
 */
public final class MessageComposer {

  private final SubscriberRepository repository;
  private final TemplateStore templates;
  private final TransactionalMessageRenderer renderer;

  public MessageComposer(
      SubscriberRepository repository,
      TemplateStore templates,
      TransactionalMessageRenderer renderer) {
    this.repository = repository;
    this.templates = templates;
    this.renderer = renderer;
  }

  /**
   * Returns the message, rendered whole.
   *
   * @throws InvalidInputException if there is no such subscriber, no such template, the template is
   *     not marked transactional, or it cannot be rendered with these values
   */
  PreparedMessage compose(MessageId id, MessageRequest request) {
    List<Violation> violations = new ArrayList<>();
    Optional<RecipientData> to = resolve(request.to(), violations);
    Optional<MessageTemplate> template = template(request.template(), violations);
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    Map<String, MessageValue> values = new HashMap<>();
    to.orElseThrow()
        .attributes()
        .forEach((name, attribute) -> values.put(name, MessageValue.of(attribute)));
    values.putAll(request.data());
    return renderer.render(id, to.orElseThrow().to(), template.orElseThrow(), values);
  }

  private Optional<RecipientData> resolve(Recipient to, List<Violation> violations) {
    return switch (to) {
      case Recipient.AddressRecipient(EmailAddress address) ->
          Optional.of(
              new RecipientData(new ResolvedRecipient(address, Optional.empty()), Map.of()));
      case Recipient.SubscriberRecipient(SubscriberId id) -> {
        Optional<Subscriber> known = repository.find(id).map(SubscriberRecord::subscriber);
        if (known.isEmpty()) {
          violations.add(
              new Violation(
                  "to.subscriber",
                  id.value(),
                  "this subscriber does not exist: create it first, or use to.address instead"));
        }
        yield known.map(found ->
            new RecipientData(
                new ResolvedRecipient(found.address(), Optional.of(id)), found.attributes()));
      }
    };
  }

  private Optional<MessageTemplate> template(TemplateId id, List<Violation> violations) {
    Optional<MessageTemplate> found = templates.find(id);
    Optional<MessageTemplate> usable = found.filter(MessageTemplate::transactional);
    if (usable.isEmpty()) {
      String remedy =
          found.isEmpty()
              ? "this template does not exist: an administrator can create it with PUT"
                  + " /templates/{id}"
              : "this template is not marked transactional: an administrator can mark it";
      violations.add(new Violation("template", id.value(), remedy));
    }
    return usable;
  }

  private record RecipientData(ResolvedRecipient to, Map<String, AttributeValue> attributes) {}
}
