package dev.sluice.scheduling.visit;

import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.TopicChoice;
import java.util.Map;

/**
 * A subscriber as the team describes them, with what they have chosen.
 *
 * @param choices only of the topics that are named; empty leaves all choices as they are
 */
public record Enrolment(Subscriber subscriber, Map<TopicId, TopicChoice> choices) {

  public Enrolment {
    choices = Map.copyOf(choices);
  }

  /** Returns consents with these choices in place of those for the same topics. */
  public Consents over(Consents consents) {
    Consents changed = consents;
    for (Map.Entry<TopicId, TopicChoice> choice : choices.entrySet()) {
      changed = changed.with(choice.getKey(), choice.getValue());
    }
    return changed;
  }
}
