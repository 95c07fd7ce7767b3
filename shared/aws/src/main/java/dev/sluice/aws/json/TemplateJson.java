package dev.sluice.aws.json;

import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.transactional.MessageTemplate;
import dev.sluice.scheduling.transactional.TemplateId;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Message templates as JSON. */
public final class TemplateJson {

  private static final Kind<Map<String, String>> DEFAULTS =
      Kinds.map(
          name -> Subscriber.attributeName("", name),
          Kinds.text(Subscriber.MAX_TEXT_LENGTH),
          Subscriber.MAX_ATTRIBUTES);

  private TemplateJson() {}

  /**
   * Returns the kind of templates.
   *
   * @param id the template's identifier, known from elsewhere; if the JSON names it, it must be
   *     this
   */
  public static Kind<MessageTemplate> template(TemplateId id) {
    return ObjectReader.of(in -> {
      in.optional("id", Ids.same(id.value()));
      var subject = in.required("subject", Kinds.string());
      var html = in.required("html", Kinds.string());
      var text = in.optional("text", Kinds.string(), "");
      var defaults = in.optional("defaults", DEFAULTS, Map.of());
      var transactional = in.required("transactional", Kinds.flag());
      return () ->
          new MessageTemplate(
              id, subject.get(), html.get(), text.get(), defaults.get(), transactional.get());
    });
  }

  /** Returns a template as JSON. */
  public static ObjectNode write(MessageTemplate template) {
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
