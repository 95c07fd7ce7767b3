package dev.sluice.json;

import dev.sluice.core.campaign.SendCounts;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Counts of a campaign's sends as JSON. */
public final class CampaignCountsJson {

  private CampaignCountsJson() {}

  /** Returns counts as JSON, drops by reason. */
  public static ObjectNode toJson(SendCounts counts) {
    ObjectNode written =
        Json.object()
            .put("sent", counts.sent())
            .put("unconfirmed", counts.unconfirmed())
            .put("waiting", counts.waiting());
    ObjectNode dropped = written.putObject("dropped");
    new TreeMap<>(counts.dropped())
        .forEach((code, count) -> dropped.put(EnumNames.jsonName(code), count));
    return written;
  }
}
