package dev.sluice.api;

import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.service.SubscriberImport;
import dev.sluice.json.SubscriberEntry;
import dev.sluice.json.SubscriberEntry.Choice;
import dev.sluice.json.ViolationCollector;
import java.util.HashMap;
import java.util.Map;

/** Completes subscribers as they were sent by what the topics say. */
record SubscriberImportFactory(TopicValidator topics) {

  /**
   * Returns a subscriber with their choices, in the topic's cadence where they named none.
   *
   * @throws dev.sluice.core.support.InvalidInputException with each topic that does not exist
   */
  SubscriberImport create(SubscriberEntry entry) {
    ViolationCollector violations = new ViolationCollector();
    Map<TopicId, TopicChoice> choices = new HashMap<>();
    entry
        .choices()
        .forEach((id, choice) -> {
          String field = "consents.topics." + id;
          topics.violationIfUnknown(field, id).ifPresent(violations::add);
          topics.find(id).ifPresent(topic -> choices.put(id, complete(choice, topic)));
        });
    violations.throwIfAny();
    return new SubscriberImport(entry.subscriber(), choices, entry.resubscribe());
  }

  private static TopicChoice complete(Choice choice, Topic topic) {
    return new TopicChoice(choice.subscription(), choice.cadence().orElse(topic.cadence()));
  }
}
