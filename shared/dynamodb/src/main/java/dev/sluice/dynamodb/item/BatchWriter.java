package dev.sluice.dynamodb.item;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Writes many items without conditions, as many in one request as DynamoDB takes.
 *
 * <p>What DynamoDB leaves out of a request, since the table was too busy, is written one by one:
 * for single items the client itself waits and tries again, a bounded number of times.
 */
public final class BatchWriter {

  /** Items of one BatchWriteItem request, DynamoDB's limit. */
  private static final int MAX_ITEMS = 25;

  private final DynamoDbClient client;
  private final String table;

  public BatchWriter(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /**
   * Creates or replaces items.
   *
   * @param items with different keys
   */
  public void putAll(List<Map<String, AttributeValue>> items) {
    for (int from = 0; from < items.size(); from += MAX_ITEMS) {
      putSome(items.subList(from, Math.min(from + MAX_ITEMS, items.size())));
    }
  }

  private void putSome(List<Map<String, AttributeValue>> items) {
    List<WriteRequest> puts = items.stream().map(BatchWriter::put).toList();
    BatchWriteItemRequest request =
        BatchWriteItemRequest.builder().requestItems(Map.of(table, puts)).build();
    client
        .batchWriteItem(request)
        .unprocessedItems()
        .getOrDefault(table, List.of())
        .forEach(
            left -> client.putItem(put -> put.tableName(table).item(left.putRequest().item())));
  }

  private static WriteRequest put(Map<String, AttributeValue> item) {
    return WriteRequest.builder().putRequest(PutRequest.builder().item(item).build()).build();
  }
}
