package dev.sluice.core.policy;

import dev.sluice.core.segment.Criterion;
import dev.sluice.core.support.InputRules;
import dev.sluice.core.support.InvalidInputException;
import java.util.Optional;

/**
 * At most so many marketing sends to one subscriber per window.
 *
 * @param name how decisions refer to it, of the form {@link InputRules#requireId} takes
 * @param limit 1 to {@value #MAX_LIMIT}; zero would be a block in disguise and is refused
 * @param topic the topic it counts and limits; all marketing mail if empty
 * @param appliesTo the subscribers it limits
 */
public record FrequencyCap(
    String name, int limit, Window window, Optional<TopicId> topic, Criterion appliesTo) {

  /** More mail per window than anyone should get; keeps counting cheap. */
  public static final int MAX_LIMIT = 1000;

  public FrequencyCap {
    InputRules.requireId("name", name);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw InvalidInputException.of(
          "limit",
          limit,
          "use 1 to "
              + MAX_LIMIT
              + "; to send nothing, pause the campaigns or unsubscribe the topic");
    }
  }

  /** Returns whether a send of {@code sent} counts towards, and is limited by, this cap. */
  public boolean covers(TopicId sent) {
    return topic.map(sent::equals).orElse(true);
  }
}
