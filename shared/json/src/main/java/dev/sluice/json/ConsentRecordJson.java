package dev.sluice.json;

import dev.sluice.core.consent.ConsentRecord;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Consent records as JSON. */
public final class ConsentRecordJson {

  private ConsentRecordJson() {}

  /** Returns records of whom they name. */
  public static ArrayNode toJson(List<ConsentRecord> records) {
    ArrayNode written = Json.object().putArray("records");
    records.forEach(record -> written.add(toJson(record)));
    return written;
  }

  private static ObjectNode toJson(ConsentRecord record) {
    ObjectNode written =
        Json.object()
            .put("at", record.at().toString())
            .put("subscriber", record.subscriber().value())
            .put("means", EnumNames.jsonName(record.source()));
    record.campaign().ifPresent(campaign -> written.put("campaign", campaign.value()));
    written.set("change", ConsentChangeJson.toJson(record.change()));
    return written;
  }
}
