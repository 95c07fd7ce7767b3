package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentRecords;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.SubscriberKeys;
import dev.sluice.dynamodb.subscriber.ConsentRecordKeys.RecordPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The consent records in DynamoDB, for reading. {@link DynamoSubscriberRepository} writes them: one
 * item holds the records of one action.
 */
public final class DynamoConsentRecords implements ConsentRecords {

  private final DynamoTables tables;

  /** Creates a reader of these tables. */
  public DynamoConsentRecords(DynamoTables tables) {
    this.tables = tables;
  }

  @Override
  public Page records(SubscriberId subscriber, Optional<String> after, int limit) {
    long newest =
        after
            .map(ConsentRecordKeys::parseVersion)
            .map(v -> v - 1)
            .orElse(ConsentRecordKeys.LAST_VERSION);
    QueryResponse response =
        tables
            .client()
            .query(
                query(limit)
                    .scanIndexForward(false)
                    .keyConditionExpression("#shard = :shard AND #item BETWEEN :first AND :last")
                    .expressionAttributeValues(
                        shard(Shard.of(subscriber))
                            .put(":first", SubscriberKeys.itemKeyPrefix(subscriber))
                            .put(":last", ConsentRecordKeys.itemKey(subscriber, newest))
                            .build())
                    .build());
    List<Item> acts = items(response);
    return new Page(
        read(acts),
        Optional.of(response)
            .filter(QueryResponse::hasLastEvaluatedKey)
            .map(_ -> ConsentRecordKeys.versionOf(acts.getLast())));
  }

  /**
   * Continues with the next shards until the page is full: most are empty while there are few
   * records.
   */
  @Override
  public Page records(Optional<String> after, int limit) {
    Optional<RecordPosition> place =
        Optional.of(after.map(RecordPosition::parse).orElse(RecordPosition.START));
    List<ConsentRecord> records = new ArrayList<>();
    int left = limit;
    while (place.isPresent() && left > 0) {
      RecordPosition from = place.get();
      QueryResponse response = query(from, left);
      List<Item> acts = items(response);
      records.addAll(read(acts));
      left -= acts.size();
      place =
          response.hasLastEvaluatedKey()
              ? Optional.of(from.after(acts.getLast()))
              : from.nextShard();
    }
    return new Page(records, place.map(RecordPosition::toToken));
  }

  private QueryResponse query(RecordPosition from, int limit) {
    return tables
        .client()
        .query(
            query(limit)
                .keyConditionExpression("#shard = :shard AND #item > :last")
                .expressionAttributeValues(
                    shard(from.shard())
                        .put(":last", from.last().orElse(SubscriberKeys.BEFORE_ALL))
                        .build())
                .build());
  }

  private QueryRequest.Builder query(int limit) {
    return QueryRequest.builder()
        .tableName(tables.subscribers())
        .consistentRead(true)
        .limit(limit)
        .expressionAttributeNames(
            Map.of("#shard", SubscriberKeys.SHARD, "#item", SubscriberKeys.ITEM));
  }

  private static ItemBuilder shard(Shard shard) {
    return new ItemBuilder().put(":shard", ConsentRecordKeys.partition(shard));
  }

  private static List<Item> items(QueryResponse response) {
    return response.items().stream().map(Item::new).toList();
  }

  private static List<ConsentRecord> read(List<Item> acts) {
    return acts.stream().flatMap(act -> ConsentRecordCodec.decode(act).stream()).toList();
  }
}
