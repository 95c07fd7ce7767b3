package dev.sluice.core.policy;

import dev.sluice.core.support.InputRules;

/** The identifier of a topic, of the form {@link InputRules#requireId} takes. */
public record TopicId(String value) implements Comparable<TopicId> {

  /** What stands in a history for transactional mail, which has no topic; no topic may take it. */
  public static final TopicId TRANSACTIONAL = new TopicId("transactional");

  public TopicId {
    InputRules.requireId("topic", value);
  }

  @Override
  public int compareTo(TopicId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
