package dev.sluice.core.policy;

import java.util.List;
import java.util.Optional;

/** Where topics are kept; none is ever removed, since choices and campaigns refer to it. */
public interface TopicStore {

  /** Topics that are listed: more than anyone could choose among. */
  int MAX_LISTED = 500;

  /** Creates or replaces a topic. */
  void save(Topic topic);

  /** Returns a topic, if it is stored. */
  Optional<Topic> find(TopicId id);

  /** Returns the first {@value #MAX_LISTED} topics in order of identifier. */
  List<Topic> listTopics();
}
