package dev.sluice.core.transactional;

import dev.sluice.core.sending.PreparedMessage;
import java.util.Map;

/** The renderer of transactional messages. */
@FunctionalInterface
public interface TransactionalMessageRenderer {

  /**
   * Returns a message, rendered whole.
   *
   * @param values by name, before the template's defaults
   * @throws dev.sluice.core.support.InvalidInputException if a name has no value, or the result is
   *     too large
   */
  PreparedMessage render(
      MessageId id,
      ResolvedRecipient to,
      MessageTemplate template,
      Map<String, MessageValue> values);
}
