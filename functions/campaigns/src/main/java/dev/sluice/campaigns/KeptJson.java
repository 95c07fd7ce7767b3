package dev.sluice.campaigns;

import dev.sluice.aws.json.Json;
import dev.sluice.scheduling.policy.TopicId;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;

/** Topics in which what a subscriber chose themselves was kept. */
final class KeptJson {

  private KeptJson() {}

  static ArrayNode topics(Set<TopicId> kept) {
    ArrayNode written = Json.object().putArray("kept");
    kept.stream().map(TopicId::value).sorted().forEach(written::add);
    return written;
  }
}
