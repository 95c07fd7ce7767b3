package dev.sluice.aws.store;

import dev.sluice.aws.json.Json;
import dev.sluice.aws.json.SegmentJson;
import dev.sluice.scheduling.audience.Segment;
import dev.sluice.scheduling.audience.SegmentId;
import dev.sluice.scheduling.audience.SegmentStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Segments in the control table: kind {@code segment}, the segment as JSON in {@code json}. */
public final class DynamoSegmentStore implements SegmentStore {

  private static final String SEGMENT = "segment";
  private static final String JSON = "json";

  private final ControlTable table;

  /** Creates it. */
  public DynamoSegmentStore(Tables tables) {
    this.table = new ControlTable(tables);
  }

  @Override
  public void put(Segment segment) {
    table.put(
        Map.of(
            ControlTable.KIND,
            Attributes.text(SEGMENT),
            ControlTable.ID,
            Attributes.text(segment.id().value()),
            JSON,
            Attributes.text(Json.write(SegmentJson.write(segment)))));
  }

  @Override
  public Optional<Segment> read(SegmentId id) {
    return table.get(SEGMENT, id.value()).map(DynamoSegmentStore::segment);
  }

  @Override
  public List<Segment> all() {
    return table.query(table.ofKind(SEGMENT).limit(MAX_ALL)).stream()
        .map(DynamoSegmentStore::segment)
        .toList();
  }

  private static Segment segment(Item item) {
    SegmentId id = new SegmentId(item.text(ControlTable.ID));
    return Json.read(Json.parse(item.text(JSON)), SegmentJson.segment(id));
  }
}
