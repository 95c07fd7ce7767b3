package dev.sluice.scheduling.policy;

import dev.sluice.scheduling.Texts;

/** The identifier of a topic, of the form {@link Texts#id} takes. */
public record TopicId(String value) implements Comparable<TopicId> {

  /** What stands in a history for transactional mail, which has no topic; no topic may take it. */
  public static final TopicId TRANSACTIONAL = new TopicId("transactional");

  public TopicId {
    Texts.id("topic", value);
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
