package dev.sluice.aws.json;

import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.Topic.Joining;
import dev.sluice.scheduling.policy.TopicId;
import tools.jackson.databind.node.ObjectNode;

/** Topics as JSON. */
public final class TopicJson {

  private TopicJson() {}

  /**
   * Returns the kind of topics.
   *
   * @param id the topic's identifier, known from elsewhere; if the JSON names it, it must be this
   */
  public static Kind<Topic> topic(TopicId id) {
    return ObjectReader.of(in -> {
      in.optional("id", Ids.same(id.value()));
      var name = in.required("name", Kinds.line(100));
      var description = in.required("description", Kinds.line(500));
      var joining = in.optional("joining", Kinds.oneOf(Joining.class), Joining.OPT_OUT);
      var cadence = in.optional("cadence", Kinds.oneOf(Cadence.class), Cadence.AS_IT_COMES);
      return () -> new Topic(id, name.get(), description.get(), joining.get(), cadence.get());
    });
  }

  /** Returns a topic as JSON. */
  public static ObjectNode write(Topic topic) {
    return Json.object()
        .put("id", topic.id().value())
        .put("name", topic.name())
        .put("description", topic.description())
        .put("joining", Names.of(topic.joining()))
        .put("cadence", Names.of(topic.cadence()));
  }
}
