package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.erasure.ErasureHash;
import dev.sluice.core.erasure.ErasureMark;
import dev.sluice.core.erasure.ErasureMarks;
import dev.sluice.dynamodb.item.BatchReader;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The marks of erased subscribers in DynamoDB, for looking up. {@link DynamoSubscriberRepository}
 * writes them.
 */
public final class DynamoErasureMarks implements ErasureMarks {

  private final DynamoTables tables;
  private final BatchReader reader;

  /** Creates a reader of these tables. */
  public DynamoErasureMarks(DynamoTables tables) {
    this.tables = tables;
    this.reader = new BatchReader(tables.client(), tables.subscribers());
  }

  @Override
  public Map<ErasureHash, ErasureMark> findMarks(Set<ErasureHash> hashes) {
    Map<ErasureHash, ErasureMark> found = new HashMap<>();
    reader.read(hashes.stream().map(ErasureMarkCodec::key).toList()).stream()
        .map(ErasureMarkCodec::decode)
        .forEach(mark -> found.put(mark.hash(), mark));
    return found;
  }

  @Override
  public long edition() {
    return new Item(
            tables
                .client()
                .getItem(get ->
                    get.tableName(tables.subscribers())
                        .key(ErasureMarkCodec.EDITION)
                        .consistentRead(true))
                .item())
        .optionalNumber(ErasureMarkCodec.EDITION_NUMBER)
        .orElse(0L);
  }
}
