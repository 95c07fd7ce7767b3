package dev.sluice.aws.json;

import dev.sluice.scheduling.standing.Heard;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Counts of what was heard of a campaign's sends as JSON. */
public final class HeardJson {

  private HeardJson() {}

  /**
   * Returns counts as JSON, zeros included; those that SES took after all are counted as sent
   * already.
   */
  public static ObjectNode write(Map<Heard, Long> counts) {
    ObjectNode written = Json.object();
    for (Heard piece : Heard.values()) {
      if (piece != Heard.TAKEN) {
        written.put(Names.of(piece), counts.getOrDefault(piece, 0L));
      }
    }
    return written;
  }
}
