package dev.sluice.json;

import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.Topic.OptInMode;
import dev.sluice.core.policy.TopicId;
import tools.jackson.databind.node.ObjectNode;

/** Topics as JSON. */
public final class TopicJson {

  private TopicJson() {}

  /**
   * Returns the kind of topics.
   *
   * @param id the topic's identifier, known from elsewhere; if the JSON names it, it must be this
   */
  public static JsonDecoder<Topic> decoder(TopicId id) {
    return ObjectDecoder.of(in -> {
      in.optional("id", IdDecoders.matching(id.value()));
      var name = in.required("name", JsonDecoders.line(100));
      var description = in.required("description", JsonDecoders.line(500));
      var joining = in.optional("joining", JsonDecoders.oneOf(OptInMode.class), OptInMode.OPT_OUT);
      var cadence = in.optional("cadence", JsonDecoders.oneOf(Cadence.class), Cadence.AS_IT_COMES);
      return () -> new Topic(id, name.get(), description.get(), joining.get(), cadence.get());
    });
  }

  /** Returns a topic as JSON. */
  public static ObjectNode toJson(Topic topic) {
    return Json.object()
        .put("id", topic.id().value())
        .put("name", topic.name())
        .put("description", topic.description())
        .put("joining", EnumNames.jsonName(topic.optInMode()))
        .put("cadence", EnumNames.jsonName(topic.cadence()));
  }
}
