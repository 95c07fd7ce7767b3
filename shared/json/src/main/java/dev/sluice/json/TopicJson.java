package dev.sluice.json;

import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.Topic.OptInMode;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.TopicSender;
import dev.sluice.core.subscriber.EmailAddress;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Topics as JSON. */
public final class TopicJson {

  private static final JsonDecoder<Optional<EmailAddress>> ADDRESS =
      JsonDecoders.string().map(EmailAddress::new).map(Optional::of);

  private static final JsonDecoder<TopicSender> SENDER =
      ObjectDecoder.of(in -> {
        var name =
            in.optional("name", JsonDecoders.line(100).map(Optional::of), Optional.<String>empty());
        var address = in.optional("address", ADDRESS, Optional.empty());
        var replyTo = in.optional("replyTo", ADDRESS, Optional.empty());
        return () -> new TopicSender(name.get(), address.get(), replyTo.get());
      });

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
      var sender = in.optional("sender", SENDER, TopicSender.OF_THE_STACK);
      return () ->
          new Topic(id, name.get(), description.get(), joining.get(), cadence.get(), sender.get());
    });
  }

  /** Returns a topic as JSON. */
  public static ObjectNode toJson(Topic topic) {
    ObjectNode written =
        Json.object()
            .put("id", topic.id().value())
            .put("name", topic.name())
            .put("description", topic.description())
            .put("joining", EnumNames.jsonName(topic.optInMode()))
            .put("cadence", EnumNames.jsonName(topic.cadence()));
    if (!topic.sender().equals(TopicSender.OF_THE_STACK)) {
      ObjectNode sender = written.putObject("sender");
      topic.sender().name().ifPresent(name -> sender.put("name", name));
      topic.sender().address().ifPresent(address -> sender.put("address", address.value()));
      topic.sender().replyTo().ifPresent(address -> sender.put("replyTo", address.value()));
    }
    return written;
  }
}
