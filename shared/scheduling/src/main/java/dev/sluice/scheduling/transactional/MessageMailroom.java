package dev.sluice.scheduling.transactional;

import dev.sluice.scheduling.audience.AttributeValue;
import dev.sluice.scheduling.visit.Letter;
import java.util.Map;

/** Where transactional messages are written. */
@FunctionalInterface
public interface MessageMailroom {

  /**
   * Returns a message, rendered whole.
   *
   * @param values by name, before the template's defaults
   * @throws dev.sluice.scheduling.InvalidInputException if a name has no value, or the result is
   *     too large
   */
  Letter prepare(
      MessageId id, Addressee to, MessageTemplate template, Map<String, AttributeValue> values);
}
