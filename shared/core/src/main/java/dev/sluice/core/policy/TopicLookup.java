package dev.sluice.core.policy;

import dev.sluice.core.support.Suggestions;
import dev.sluice.core.support.Violation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds topics for one request, reading each at most once, and describes unknown ones.
 *
 * <p>Not thread-safe.
 */
public final class TopicLookup {

  private final TopicStore topics;
  private final Map<TopicId, Optional<Topic>> cache = new HashMap<>();

  /** Creates a lookup with an empty cache. */
  public TopicLookup(TopicStore topics) {
    this.topics = topics;
  }

  /** Returns a topic, if it exists. */
  public Optional<Topic> find(TopicId id) {
    return cache.computeIfAbsent(id, topics::find);
  }

  /** Returns the violation of a field that names an unknown topic, empty if the topic exists. */
  public Optional<Violation> violationIfUnknown(String field, TopicId id) {
    return find(id).isPresent() ? Optional.empty() : Optional.of(unknownTopic(field, id));
  }

  private Violation unknownTopic(String field, TopicId id) {
    String suggestion =
        Suggestions.closest(
                id.value(), topics.listTopics().stream().map(topic -> topic.id().value()).toList())
            .map(near -> "did you mean '" + near + "'? Otherwise ")
            .orElse("");
    return new Violation(
        field,
        id.value(),
        "this topic does not exist: %screate it with PUT /topics/%s".formatted(suggestion, id));
  }
}
