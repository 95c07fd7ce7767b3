package dev.sluice.scheduling.branding;

import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.Texts;
import dev.sluice.scheduling.policy.TopicId;
import java.util.Map;
import java.util.Optional;

/**
 * The team's own words in one language.
 *
 * @param welcome what the preference centre begins with, instead of our own words; 1 to 500
 *     characters
 * @param topics names and descriptions of topics, at most {@value #MAX_TOPICS}
 */
public record Wording(Optional<String> welcome, Map<TopicId, TopicWording> topics) {

  /** Topics worded in one language: as many as a person would read, in one small document. */
  public static final int MAX_TOPICS = 100;

  /** Nothing said in the team's own words. */
  public static final Wording NONE = new Wording(Optional.empty(), Map.of());

  public Wording {
    topics = Map.copyOf(topics);
    welcome.ifPresent(text -> Texts.line("welcome", text, 500));
    if (topics.size() > MAX_TOPICS) {
      throw InvalidInputException.of("topics", topics.size(), "word at most " + MAX_TOPICS);
    }
  }

  /**
   * A topic in one language.
   *
   * @param name 1 to 100 characters
   * @param description what to expect from it, 1 to 500 characters
   */
  public record TopicWording(String name, String description) {
    public TopicWording {
      Texts.line("name", name, 100);
      Texts.line("description", description, 500);
    }
  }
}
