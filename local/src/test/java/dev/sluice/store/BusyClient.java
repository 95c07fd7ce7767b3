package dev.sluice.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A client whose tables are so busy that they leave every other write out of a batch. */
final class BusyClient {

  private BusyClient() {}

  static DynamoDbClient of(DynamoDbClient client) {
    return WatchedClient.of(
        client,
        call ->
            call.request() instanceof BatchWriteItemRequest batch
                ? writeHalf(client, batch)
                : call.pass());
  }

  private static BatchWriteItemResponse writeHalf(
      DynamoDbClient client, BatchWriteItemRequest batch) {
    Map<String, List<WriteRequest>> taken = new HashMap<>();
    Map<String, List<WriteRequest>> left = new HashMap<>();
    batch
        .requestItems()
        .forEach((table, writes) -> {
          for (int i = 0; i < writes.size(); i++) {
            (i % 2 == 0 ? taken : left)
                .computeIfAbsent(table, _ -> new ArrayList<>())
                .add(writes.get(i));
          }
        });
    client.batchWriteItem(batch.toBuilder().requestItems(taken).build());
    return BatchWriteItemResponse.builder().unprocessedItems(left).build();
  }
}
