package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.erasure.ErasureHash;
import dev.sluice.core.erasure.ErasureMark;
import dev.sluice.core.erasure.ErasureMarks;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * The marks of erased subscribers in DynamoDB, for looking up. {@link DynamoSubscriberRepository}
 * writes them.
 */
public final class DynamoErasureMarks implements ErasureMarks {

  /** Keys of one BatchGetItem request, DynamoDB's limit. */
  private static final int MAX_KEYS = 100;

  /** Requests for the keys that a busy table left out. */
  private static final int MAX_REQUESTS = 10;

  private final DynamoTables tables;

  /** Creates a reader of these tables. */
  public DynamoErasureMarks(DynamoTables tables) {
    this.tables = tables;
  }

  @Override
  public Map<ErasureHash, ErasureMark> findMarks(Set<ErasureHash> hashes) {
    Map<ErasureHash, ErasureMark> found = new HashMap<>();
    List<ErasureHash> all = List.copyOf(hashes);
    for (int from = 0; from < all.size(); from += MAX_KEYS) {
      List<ErasureHash> some = all.subList(from, Math.min(from + MAX_KEYS, all.size()));
      read(some).forEach(mark -> found.put(mark.hash(), mark));
    }
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

  private List<ErasureMark> read(List<ErasureHash> some) {
    List<ErasureMark> marks = new ArrayList<>();
    Map<String, KeysAndAttributes> keys =
        Map.of(
            tables.subscribers(),
            KeysAndAttributes.builder()
                .consistentRead(true)
                .keys(some.stream().map(ErasureMarkCodec::key).toList())
                .build());
    for (int request = 0; request < MAX_REQUESTS && !keys.isEmpty(); request++) {
      BatchGetItemResponse response =
          tables.client().batchGetItem(BatchGetItemRequest.builder().requestItems(keys).build());
      response.responses().values().stream()
          .flatMap(List::stream)
          .map(item -> ErasureMarkCodec.decode(new Item(item)))
          .forEach(marks::add);
      keys = response.unprocessedKeys();
    }
    if (!keys.isEmpty()) {
      throw new IllegalStateException(
          "DynamoDB left keys of erasure marks unprocessed in " + MAX_REQUESTS + " requests");
    }
    return marks;
  }
}
