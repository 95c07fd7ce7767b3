package dev.sluice.aws.json;

import dev.sluice.scheduling.delivery.Counts;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Counts of a campaign's sends as JSON. */
public final class CountsJson {

  private CountsJson() {}

  /** Returns counts as JSON, drops by reason. */
  public static ObjectNode write(Counts counts) {
    ObjectNode written =
        Json.object()
            .put("sent", counts.sent())
            .put("unconfirmed", counts.unconfirmed())
            .put("waiting", counts.waiting());
    ObjectNode dropped = written.putObject("dropped");
    new TreeMap<>(counts.dropped()).forEach((code, count) -> dropped.put(Names.of(code), count));
    return written;
  }
}
