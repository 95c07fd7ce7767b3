package dev.sluice.json;

import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.transactional.MessageTemplate;
import dev.sluice.core.transactional.TemplateId;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Message templates as JSON. */
public final class MessageTemplateJson {

  private static final JsonDecoder<Map<String, String>> DEFAULTS =
      JsonDecoders.map(
          name -> Subscriber.requireAttributeName("", name),
          JsonDecoders.text(Subscriber.MAX_TEXT_LENGTH),
          Subscriber.MAX_ATTRIBUTES);

  private MessageTemplateJson() {}

  /**
   * Returns the kind of templates.
   *
   * @param id the template's identifier, known from elsewhere; if the JSON names it, it must be
   *     this
   */
  public static JsonDecoder<MessageTemplate> decoder(TemplateId id) {
    return ObjectDecoder.of(in -> {
      in.optional("id", IdDecoders.matching(id.value()));
      var subject = in.required("subject", JsonDecoders.string());
      var html = in.required("html", JsonDecoders.string());
      var text = in.optional("text", JsonDecoders.string(), "");
      var defaults = in.optional("defaults", DEFAULTS, Map.of());
      var transactional = in.required("transactional", JsonDecoders.bool());
      return () ->
          new MessageTemplate(
              id, subject.get(), html.get(), text.get(), defaults.get(), transactional.get());
    });
  }

  /** Returns a template as JSON. */
  public static ObjectNode toJson(MessageTemplate template) {
    ObjectNode written =
        Json.object()
            .put("id", template.id().value())
            .put("subject", template.subject())
            .put("html", template.html())
            .put("text", template.text());
    ObjectNode defaults = written.putObject("defaults");
    new TreeMap<>(template.defaults()).forEach(defaults::put);
    return written.put("transactional", template.transactional());
  }
}
