package dev.sluice.core.policy;

import dev.sluice.core.support.InputRules;
import dev.sluice.core.support.InvalidInputException;

/**
 * A kind of mail as the subscriber sees it, such as offers or news.
 *
 * @param name the friendly name subscribers read, 1 to 100 characters
 * @param description what to expect from it, 1 to 500 characters
 * @param optInMode whether subscribers who have not chosen receive it
 * @param cadence how often subscribers who have not chosen receive it
 * @param sender what its messages show as their sender
 */
public record Topic(
    TopicId id,
    String name,
    String description,
    OptInMode optInMode,
    Cadence cadence,
    TopicSender sender) {

  /** Creates a topic with the sender of the stack. */
  public Topic(TopicId id, String name, String description, OptInMode optInMode, Cadence cadence) {
    this(id, name, description, optInMode, cadence, TopicSender.OF_THE_STACK);
  }

  /** Whether subscribers who have not chosen receive a topic. */
  public enum OptInMode {
    /** Only subscribers who have subscribed receive it. */
    OPT_IN,
    /** All subscribers who have not unsubscribed receive it. */
    OPT_OUT
  }

  public Topic {
    if (id.equals(TopicId.TRANSACTIONAL)) {
      throw InvalidInputException.of(
          "id", id, "use another identifier: this one stands for mail that is no marketing");
    }
    InputRules.requireSingleLine("name", name, 100);
    InputRules.requireSingleLine("description", description, 500);
  }
}
