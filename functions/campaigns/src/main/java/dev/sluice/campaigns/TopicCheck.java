package dev.sluice.campaigns;

import dev.sluice.aws.json.Nearest;
import dev.sluice.scheduling.Violation;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.policy.TopicStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Looks topics up for one request, each at most once, and says what is wrong with unknown ones. */
final class TopicCheck {

  private final TopicStore topics;
  private final Map<TopicId, Optional<Topic>> known = new HashMap<>();

  TopicCheck(TopicStore topics) {
    this.topics = topics;
  }

  /** Returns a topic, if there is one of that name. */
  Optional<Topic> find(TopicId id) {
    return known.computeIfAbsent(id, topics::read);
  }

  /** Returns what is wrong with a topic at a field, empty if it exists. */
  Optional<Violation> objection(String field, TopicId id) {
    return find(id).isPresent() ? Optional.empty() : Optional.of(unknown(field, id));
  }

  private Violation unknown(String field, TopicId id) {
    String meant =
        Nearest.to(id.value(), topics.list().stream().map(topic -> topic.id().value()).toList())
            .map(near -> "did you mean '" + near + "'? ")
            .orElse("");
    return new Violation(
        field,
        id.value(),
        "there is no such topic: %screate it with PUT /topics/%s".formatted(meant, id));
  }
}
