package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.sharding.Shard;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.SubscriberKeys;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Removes the consent records of one subscriber. */
final class ConsentRecordRemover {

  /** Records removed between two looks. */
  private static final int PAGE = 100;

  /** Looks at most: whoever acted more than ten thousand times is removed by several calls. */
  private static final int MAX_PAGES = 100;

  private final DynamoTables tables;

  ConsentRecordRemover(DynamoTables tables) {
    this.tables = tables;
  }

  /** To do it again is harmless. */
  void remove(SubscriberId id) {
    List<Map<String, AttributeValue>> keys = keys(id);
    for (int page = 0; page < MAX_PAGES && !keys.isEmpty(); page++) {
      keys.forEach(key ->
          tables.client().deleteItem(delete -> delete.tableName(tables.subscribers()).key(key)));
      keys = keys(id);
    }
  }

  private List<Map<String, AttributeValue>> keys(SubscriberId id) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(tables.subscribers())
            .consistentRead(true)
            .limit(PAGE)
            .keyConditionExpression("#shard = :shard AND begins_with(#item, :prefix)")
            .projectionExpression("#shard, #item")
            .expressionAttributeNames(
                Map.of("#shard", SubscriberKeys.SHARD, "#item", SubscriberKeys.ITEM))
            .expressionAttributeValues(
                new ItemBuilder()
                    .put(":shard", ConsentRecordKeys.partition(Shard.of(id)))
                    .put(":prefix", SubscriberKeys.itemKeyPrefix(id))
                    .build())
            .build();
    return tables.client().query(request).items();
  }
}
