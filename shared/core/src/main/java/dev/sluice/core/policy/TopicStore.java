package dev.sluice.core.policy;

import dev.sluice.core.support.InvalidInputException;
import java.util.List;
import java.util.Optional;

/** The store of topics; none is ever removed, since choices and campaigns refer to it. */
public interface TopicStore {

  /**
   * Most topics, more than a subscriber could choose among. The preference pages list all of them
   * and treat a topic that is not listed as gone, so that {@link #save} refuses more.
   */
  int MAX_TOPICS = 500;

  /**
   * Creates or replaces a topic.
   *
   * @throws InvalidInputException if it is new and {@value #MAX_TOPICS} are stored
   */
  void save(Topic topic);

  /** Returns a topic, if it is stored. */
  Optional<Topic> find(TopicId id);

  /** Returns every topic in order of identifier. */
  List<Topic> listTopics();

  /** Returns the exception for a new topic beyond {@value #MAX_TOPICS}. */
  static InvalidInputException tooMany(TopicId id) {
    return InvalidInputException.of(
        "id", id, MAX_TOPICS + " topics are stored, which is the most: replace one of them");
  }
}
