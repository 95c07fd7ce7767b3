package dev.sluice.dynamodb.item;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads many items by key, consistently, as many in one request as DynamoDB returns. */
public final class BatchReader {

  /** Keys of one BatchGetItem request, DynamoDB's limit. */
  private static final int MAX_KEYS = 100;

  /** Requests for the keys that a busy table left out. */
  private static final int MAX_REQUESTS = 10;

  private final DynamoDbClient client;
  private final String table;

  public BatchReader(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /**
   * Returns the stored items in no order.
   *
   * @param keys different keys
   * @throws IllegalStateException if the table stays too busy
   */
  public List<Item> read(List<Map<String, AttributeValue>> keys) {
    List<Item> items = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += MAX_KEYS) {
      readSome(keys.subList(from, Math.min(from + MAX_KEYS, keys.size())), items);
    }
    return items;
  }

  private void readSome(List<Map<String, AttributeValue>> some, List<Item> items) {
    Map<String, KeysAndAttributes> left =
        Map.of(table, KeysAndAttributes.builder().consistentRead(true).keys(some).build());
    for (int request = 0; request < MAX_REQUESTS && !left.isEmpty(); request++) {
      BatchGetItemResponse response =
          client.batchGetItem(BatchGetItemRequest.builder().requestItems(left).build());
      response.responses().values().stream()
          .flatMap(List::stream)
          .map(Item::new)
          .forEach(items::add);
      left = response.unprocessedKeys();
    }
    if (!left.isEmpty()) {
      throw new IllegalStateException(
          "DynamoDB left keys of " + table + " unprocessed in " + MAX_REQUESTS + " requests");
    }
  }
}
