package dev.sluice.core.branding;

import dev.sluice.core.policy.TopicId;
import dev.sluice.core.support.InputRules;
import dev.sluice.core.support.InvalidInputException;
import java.util.Map;
import java.util.Optional;

/**
 * The team's own words in one language.
 *
 * @param welcome what the preference centre begins with, instead of the built-in text; 1 to 500
 *     characters
 * @param topics names and descriptions of topics, at most {@value #MAX_TOPICS}
 */
public record LocalizedBranding(Optional<String> welcome, Map<TopicId, LocalizedTopic> topics) {

  /** Topics of one language: as many as a person would read, in one small document. */
  public static final int MAX_TOPICS = 100;

  /** A branding without texts of the team. */
  public static final LocalizedBranding NONE = new LocalizedBranding(Optional.empty(), Map.of());

  public LocalizedBranding {
    topics = Map.copyOf(topics);
    welcome.ifPresent(text -> InputRules.requireSingleLine("welcome", text, 500));
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
  public record LocalizedTopic(String name, String description) {
    public LocalizedTopic {
      InputRules.requireSingleLine("name", name, 100);
      InputRules.requireSingleLine("description", description, 500);
    }
  }
}
