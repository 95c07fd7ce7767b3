package dev.sluice.json;

import dev.sluice.core.state.SendEvent;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Counts of what was heard of a campaign's sends as JSON. */
public final class SendEventCountsJson {

  private SendEventCountsJson() {}

  /**
   * Returns counts as JSON, zeros included; those that SES took after all are counted as sent
   * already.
   */
  public static ObjectNode toJson(Map<SendEvent, Long> counts) {
    ObjectNode written = Json.object();
    for (SendEvent piece : SendEvent.values()) {
      if (piece != SendEvent.TAKEN) {
        written.put(EnumNames.jsonName(piece), counts.getOrDefault(piece, 0L));
      }
    }
    return written;
  }
}
