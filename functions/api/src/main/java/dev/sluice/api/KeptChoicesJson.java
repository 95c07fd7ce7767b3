package dev.sluice.api;

import dev.sluice.core.policy.TopicId;
import dev.sluice.json.Json;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;

/** Topics in which what a subscriber chose themselves was kept. */
final class KeptChoicesJson {

  private KeptChoicesJson() {}

  static ArrayNode topics(Set<TopicId> kept) {
    ArrayNode written = Json.object().putArray("kept");
    kept.stream().map(TopicId::value).sorted().forEach(written::add);
    return written;
  }
}
