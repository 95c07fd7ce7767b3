package dev.sluice.core.transactional;

import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.support.InvalidInputException;
import java.util.Map;

/**
 * A request for a transactional message.
 *
 * @param data values for the template's names, at most {@value Subscriber#MAX_ATTRIBUTES}; they
 *     take precedence over the subscriber's attributes, and these over the template's defaults
 */
public record MessageRequest(Recipient to, TemplateId template, Map<String, MessageValue> data) {

  public MessageRequest {
    data = Map.copyOf(data);
    if (data.size() > Subscriber.MAX_ATTRIBUTES) {
      throw InvalidInputException.of(
          "data", data.size(), "give at most " + Subscriber.MAX_ATTRIBUTES + " values");
    }
    data.forEach(MessageRequest::requireBounded);
  }

  private static void requireBounded(String name, MessageValue value) {
    if (value.depth() >= MessageValue.MAX_DEPTH || value.count() > MessageValue.MAX_VALUES) {
      throw InvalidInputException.of(
          "data." + name,
          value.count() + " values, nested " + value.depth() + " deep",
          "give at most %d values, nested less than %d deep"
              .formatted(MessageValue.MAX_VALUES, MessageValue.MAX_DEPTH));
    }
  }

  /** Returns a form fit for logs: values may be tokens. */
  @Override
  public String toString() {
    return "MessageRequest[template=" + template + ", " + data.size() + " values]";
  }
}
