package dev.sluice.dynamodb.campaign;

import dev.sluice.core.segment.Segment;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.segment.SegmentStore;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.ItemLimit;
import dev.sluice.json.Json;
import dev.sluice.json.SegmentJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Segments in the control table: kind {@code segment}, the segment as JSON in {@code json}. */
public final class DynamoSegmentStore implements SegmentStore {

  private static final String SEGMENT = "segment";
  private static final String JSON = "json";

  private final ControlTable table;
  private final ItemLimit limit;

  public DynamoSegmentStore(DynamoTables tables) {
    this.table = new ControlTable(tables);
    this.limit = new ItemLimit(table, SEGMENT, MAX_SEGMENTS);
  }

  @Override
  public void save(Segment segment) {
    if (find(segment.id()).filter(segment::equals).isPresent()) {
      return; // what has not changed begins no revision of the rules
    }
    Map<String, AttributeValue> item =
        Map.of(
            ControlTable.KIND,
            ItemBuilder.text(SEGMENT),
            ControlTable.ID,
            ItemBuilder.text(segment.id().value()),
            JSON,
            ItemBuilder.text(Json.encode(SegmentJson.toJson(segment))));
    if (!limit.put(item)) {
      throw SegmentStore.tooMany(segment.id());
    }
  }

  @Override
  public Optional<Segment> find(SegmentId id) {
    return table.find(SEGMENT, id.value()).map(DynamoSegmentStore::segment);
  }

  @Override
  public List<Segment> listSegments() {
    return table.queryAll(table.queryByKind(SEGMENT), MAX_SEGMENTS).stream()
        .map(DynamoSegmentStore::segment)
        .toList();
  }

  private static Segment segment(Item item) {
    SegmentId id = new SegmentId(item.text(ControlTable.ID));
    return Json.decode(Json.parse(item.text(JSON)), SegmentJson.decoder(id));
  }
}
