package dev.sluice.api;

import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.TopicStore;
import dev.sluice.core.support.Violation;
import dev.sluice.json.Suggestions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Looks topics up for one request, each at most once, and says what is wrong with unknown ones. */
final class TopicValidator {

  private final TopicStore topics;
  private final Map<TopicId, Optional<Topic>> cache = new HashMap<>();

  TopicValidator(TopicStore topics) {
    this.topics = topics;
  }

  /** Returns a topic, if there is one of that name. */
  Optional<Topic> find(TopicId id) {
    return cache.computeIfAbsent(id, topics::find);
  }

  /** Returns what is wrong with a topic at a field, empty if it exists. */
  Optional<Violation> violationIfUnknown(String field, TopicId id) {
    return find(id).isPresent() ? Optional.empty() : Optional.of(unknownTopic(field, id));
  }

  private Violation unknownTopic(String field, TopicId id) {
    String meant =
        Suggestions.closest(
                id.value(), topics.listTopics().stream().map(topic -> topic.id().value()).toList())
            .map(near -> "did you mean '" + near + "'? ")
            .orElse("");
    return new Violation(
        field,
        id.value(),
        "there is no such topic: %screate it with PUT /topics/%s".formatted(meant, id));
  }
}
