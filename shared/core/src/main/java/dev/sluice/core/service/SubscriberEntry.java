package dev.sluice.core.service;

import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.TopicLookup;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.support.ViolationCollector;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A subscriber as a team sends them: the person, and the choices that the team knows of.
 *
 * @param choices only for the topics that the team names; empty leaves all choices unchanged
 * @param stop what the team knows to end all marketing
 * @param resubscribe whether the subscriber asked the team for these choices, so that they override
 *     the subscriber's own earlier choices
 */
public record SubscriberEntry(
    Subscriber subscriber, Map<TopicId, Choice> choices, MarketingStop stop, boolean resubscribe) {

  public SubscriberEntry {
    choices = Map.copyOf(choices);
  }

  /**
   * A choice for a topic.
   *
   * @param cadence empty for the topic's own cadence
   */
  public record Choice(Subscription subscription, Optional<Cadence> cadence) {}

  /**
   * Returns the import of this entry, with the topic's cadence where the entry has none.
   *
   * @throws dev.sluice.core.support.InvalidInputException with each topic that does not exist
   */
  public SubscriberImport toImport(TopicLookup topics) {
    ViolationCollector violations = new ViolationCollector();
    Map<TopicId, TopicChoice> complete = new HashMap<>();
    choices.forEach((id, choice) -> {
      String field = "consents.topics." + id;
      topics.violationIfUnknown(field, id).ifPresent(violations::add);
      topics.find(id).ifPresent(topic -> complete.put(id, complete(choice, topic)));
    });
    violations.throwIfAny();
    return new SubscriberImport(subscriber, complete, stop, resubscribe);
  }

  private static TopicChoice complete(Choice choice, Topic topic) {
    return new TopicChoice(choice.subscription(), choice.cadence().orElse(topic.cadence()));
  }
}
