package dev.sluice.local.mailbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Encodes messages as JSON, for the mailbox's file and for {@code /mailbox.json}. */
final class MailboxMessageJson {

  private MailboxMessageJson() {}

  static ObjectNode encode(ReceivedMessage message, boolean body) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("id", message.id()).put("at", message.at().toString()).put("from", message.from());
    message.to().forEach(json.putArray("to")::add);
    json.put("subject", message.subject());
    if (body) {
      json.put("html", message.html()).put("text", message.text());
    }
    var headers = json.putArray("headers");
    message
        .headers()
        .forEach(h -> headers.addObject().put("name", h.name()).put("value", h.value()));
    ObjectNode tags = json.putObject("tags");
    message.tags().forEach(tags::put);
    message.configurationSet().ifPresent(set -> json.put("configurationSet", set));
    return json;
  }

  static ReceivedMessage decode(JsonNode json) {
    List<String> to = new ArrayList<>();
    json.path("to").forEach(address -> to.add(address.asString()));
    List<ReceivedMessage.Header> headers = new ArrayList<>();
    json.path("headers")
        .forEach(h ->
            headers.add(
                new ReceivedMessage.Header(
                    h.path("name").asString(""), h.path("value").asString(""))));
    Map<String, String> tags = new LinkedHashMap<>();
    json.path("tags").forEachEntry((name, value) -> tags.put(name, value.asString()));
    return new ReceivedMessage(
        json.path("id").asString(),
        Instant.parse(json.path("at").asString()),
        json.path("from").asString(""),
        to,
        json.path("subject").asString(""),
        json.path("html").asString(""),
        json.path("text").asString(""),
        headers,
        tags,
        Optional.of(json.path("configurationSet").asString("")).filter(set -> !set.isEmpty()),
        true);
  }
}
