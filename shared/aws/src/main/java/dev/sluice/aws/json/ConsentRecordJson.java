package dev.sluice.aws.json;

import dev.sluice.scheduling.consent.ConsentRecord;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Consent records as JSON. */
public final class ConsentRecordJson {

  private ConsentRecordJson() {}

  /** Returns records of whom they name. */
  public static ArrayNode write(List<ConsentRecord> records) {
    ArrayNode written = Json.object().putArray("records");
    records.forEach(record -> written.add(write(record)));
    return written;
  }

  private static ObjectNode write(ConsentRecord record) {
    ObjectNode written =
        Json.object()
            .put("at", record.at().toString())
            .put("subscriber", record.subscriber().value())
            .put("means", Names.of(record.means()));
    record.campaign().ifPresent(campaign -> written.put("campaign", campaign.value()));
    written.set("change", ConsentChangeJson.write(record.change()));
    return written;
  }
}
