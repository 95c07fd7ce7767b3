package dev.sluice.json;

import dev.sluice.core.hold.HoldReason;
import dev.sluice.core.hold.WithheldRuns;
import java.time.Instant;
import java.util.Collection;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A hold of marketing as JSON. */
public final class MarketingHoldJson {

  private MarketingHoldJson() {}

  /** Adds why marketing is held, in the order of the reasons' own list, and since when. */
  public static ObjectNode addTo(ObjectNode to, Collection<HoldReason> reasons, Instant since) {
    ArrayNode names = to.put("since", since.toString()).putArray("reasons");
    reasons.stream().sorted().map(EnumNames::jsonName).forEach(names::add);
    return to;
  }

  /** Returns the runs in which SES withheld everything. */
  public static ObjectNode toJson(WithheldRuns withheld) {
    return Json.object()
        .put("cause", EnumNames.jsonName(withheld.cause()))
        .put("runs", withheld.runs())
        .put("since", withheld.since().toString())
        .put("last", withheld.last().toString());
  }
}
