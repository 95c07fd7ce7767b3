package dev.sluice.campaigns;

import dev.sluice.aws.json.SubscriberEntry;
import dev.sluice.aws.json.SubscriberEntry.Choice;
import dev.sluice.aws.json.Violations;
import dev.sluice.scheduling.desk.Enrolment;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.TopicChoice;
import java.util.HashMap;
import java.util.Map;

/** Completes subscribers as they were sent by what the topics say. */
record Enrolments(TopicCheck topics) {

  /**
   * Returns a subscriber with their choices, in the topic's cadence where they named none.
   *
   * @throws dev.sluice.scheduling.InvalidInputException with each topic that does not exist
   */
  Enrolment of(SubscriberEntry entry) {
    Violations violations = new Violations();
    Map<TopicId, TopicChoice> choices = new HashMap<>();
    entry
        .choices()
        .forEach((id, choice) -> {
          String field = "consents.topics." + id;
          topics.objection(field, id).ifPresent(violations::add);
          topics.find(id).ifPresent(topic -> choices.put(id, complete(choice, topic)));
        });
    violations.throwIfAny();
    return new Enrolment(entry.subscriber(), choices, entry.resubscribe());
  }

  private static TopicChoice complete(Choice choice, Topic topic) {
    return new TopicChoice(choice.subscription(), choice.cadence().orElse(topic.cadence()));
  }
}
