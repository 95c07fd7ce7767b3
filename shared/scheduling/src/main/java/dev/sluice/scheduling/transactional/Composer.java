package dev.sluice.scheduling.transactional;

import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.Violation;
import dev.sluice.scheduling.audience.AttributeValue;
import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.visit.Letter;
import dev.sluice.scheduling.visit.StandingStore;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the message of a request.
 *
 * <p>It looks at the subscriber's address and attributes and at nothing else of them: caps,
 * opt-outs and quiet hours are about marketing. An address that bounced for good is SES's to
 * suppress.
 */
public final class Composer {

  private final StandingStore subscribers;
  private final TemplateStore templates;
  private final MessageMailroom mailroom;

  /** Creates it. */
  public Composer(StandingStore subscribers, TemplateStore templates, MessageMailroom mailroom) {
    this.subscribers = subscribers;
    this.templates = templates;
    this.mailroom = mailroom;
  }

  /**
   * Returns the message, rendered whole.
   *
   * @throws InvalidInputException if there is no such subscriber, no such template, the template is
   *     not marked transactional, or it cannot be rendered with these values
   */
  Letter compose(MessageId id, MessageRequest request) {
    List<Violation> violations = new ArrayList<>();
    Optional<Known> to = known(request.to(), violations);
    Optional<MessageTemplate> template = template(request.template(), violations);
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    Map<String, AttributeValue> values = new HashMap<>(to.orElseThrow().attributes());
    values.putAll(request.data());
    return mailroom.prepare(id, to.orElseThrow().to(), template.orElseThrow(), values);
  }

  private Optional<Known> known(Recipient to, List<Violation> violations) {
    return switch (to) {
      case Recipient.Bare(EmailAddress address) ->
          Optional.of(new Known(new Addressee(address, Optional.empty()), Map.of()));
      case Recipient.Known(SubscriberId id) -> {
        Optional<Subscriber> known = subscribers.read(id).map(SubscriberRecord::subscriber);
        if (known.isEmpty()) {
          violations.add(
              new Violation(
                  "to.subscriber",
                  id.value(),
                  "there is no such subscriber: create it first, or give to.address instead"));
        }
        yield known.map(found ->
            new Known(new Addressee(found.address(), Optional.of(id)), found.attributes()));
      }
    };
  }

  private Optional<MessageTemplate> template(TemplateId id, List<Violation> violations) {
    Optional<MessageTemplate> found = templates.read(id);
    Optional<MessageTemplate> usable = found.filter(MessageTemplate::transactional);
    if (usable.isEmpty()) {
      String remedy =
          found.isEmpty()
              ? "there is no such template: an administrator writes it with PUT /templates/{id}"
              : "this template is not marked transactional: an administrator has to do that";
      violations.add(new Violation("template", id.value(), remedy));
    }
    return usable;
  }

  private record Known(Addressee to, Map<String, AttributeValue> attributes) {}
}
