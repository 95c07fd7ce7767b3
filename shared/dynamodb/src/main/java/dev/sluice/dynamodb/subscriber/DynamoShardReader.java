package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.sharding.Cursor;
import dev.sluice.core.sharding.DuePosition;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardReader;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.SubscriberKeys;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Reads the subscribers of a shard from DynamoDB: a page is one strongly consistent Query of a
 * shard, in which each state is next to its subscriber.
 */
public final class DynamoShardReader implements ShardReader {

  /** The items of a subscriber: the subscriber and the state, which not every subscriber has. */
  private static final int ITEMS_PER_SUBSCRIBER = 2;

  private final DynamoTables tables;

  /** Creates a reader of these tables. */
  public DynamoShardReader(DynamoTables tables) {
    this.tables = tables;
  }

  @Override
  public Page readPage(Shard shard, Cursor after, int limit) {
    return switch (after) {
      case Cursor.Start _ -> page(shard, SubscriberKeys.BEFORE_ALL, limit);
      case Cursor.After(SubscriberId last) ->
          page(shard, SubscriberKeys.subscriberItemKey(last), limit);
      case Cursor.End end -> new Page(List.of(), end);
    };
  }

  /**
   * Reads as many items as that many pairs have. If states are missing, that is more than the page
   * may have; the rest is read again with the next page, until the first sends create states.
   */
  private Page page(Shard shard, String after, int limit) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(tables.subscribers())
            .consistentRead(true)
            .limit(ITEMS_PER_SUBSCRIBER * limit)
            .keyConditionExpression("#shard = :shard AND #item > :after")
            .expressionAttributeNames(
                Map.of("#shard", SubscriberKeys.SHARD, "#item", SubscriberKeys.ITEM))
            .expressionAttributeValues(
                new ItemBuilder().put(":shard", shard.label()).put(":after", after).build())
            .build();
    QueryResponse response = tables.client().query(request);
    List<Item> items = response.items().stream().map(Item::new).toList();
    return response.hasLastEvaluatedKey() ? partialPage(items, limit) : lastPage(items, limit);
  }

  /** The last page, unless it holds more subscribers than were asked for. */
  private static Page lastPage(List<Item> items, int limit) {
    List<SubscriberRecord> records = SubscriberRecordAssembler.assemble(items);
    return records.size() <= limit
        ? new Page(records, new Cursor.End())
        : firstRecords(records, limit);
  }

  /** A page that is not the last: a state at its end has its subscriber on the next page. */
  private static Page partialPage(List<Item> items, int limit) {
    boolean splits = SubscriberKeys.isState(items.getLast());
    List<Item> complete = splits ? items.subList(0, items.size() - 1) : items;
    List<SubscriberRecord> records = SubscriberRecordAssembler.assemble(complete);
    return records.size() > limit
        ? firstRecords(records, limit)
        : new Page(records, new Cursor.After(SubscriberKeys.subscriberIdOf(complete.getLast())));
  }

  private static Page firstRecords(List<SubscriberRecord> records, int limit) {
    return new Page(records.subList(0, limit), new Cursor.After(records.get(limit - 1).id()));
  }

  @Override
  public List<SubscriberId> findDue(Shard shard, Instant now, int limit) {
    QueryRequest request =
        dueRequest(limit)
            .keyConditionExpression("#shard = :shard AND #due <= :now")
            .expressionAttributeNames(
                Map.of("#shard", SubscriberKeys.SHARD, "#due", SubscriberStateCodec.DUE_AT))
            .expressionAttributeValues(
                new ItemBuilder()
                    .put(":shard", shard.label())
                    .put(":now", now.toEpochMilli())
                    .build())
            .build();
    return items(request).map(SubscriberKeys::subscriberIdOf).toList();
  }

  @Override
  public WaitingPage findWaiting(Shard shard, DuePosition after, int limit) {
    QueryResponse response = tables.client().query(waitingRequest(shard, after, limit));
    List<DuePosition> positions =
        response.items().stream().map(Item::new).map(DynamoShardReader::position).toList();
    if (positions.isEmpty() && response.hasLastEvaluatedKey()) {
      return findWaiting(shard, position(new Item(response.lastEvaluatedKey())), limit);
    }
    return new WaitingPage(positions, !response.hasLastEvaluatedKey());
  }

  /**
   * A position begins behind an entry of the index, even one that is gone, or behind an instant.
   */
  private QueryRequest waitingRequest(Shard shard, DuePosition after, int limit) {
    ItemBuilder values = new ItemBuilder().put(":shard", shard.label());
    QueryRequest.Builder request = dueRequest(limit);
    if (after.subscriber().isPresent()) {
      Map<String, AttributeValue> start =
          new HashMap<>(SubscriberKeys.stateKey(after.subscriber().get()).build());
      start.put(SubscriberStateCodec.DUE_AT, ItemBuilder.number(after.dueAt().toEpochMilli()));
      return request
          .keyConditionExpression("#shard = :shard")
          .expressionAttributeNames(Map.of("#shard", SubscriberKeys.SHARD))
          .expressionAttributeValues(values.build())
          .exclusiveStartKey(start)
          .build();
    }
    return request
        .keyConditionExpression("#shard = :shard AND #due > :after")
        .expressionAttributeNames(
            Map.of("#shard", SubscriberKeys.SHARD, "#due", SubscriberStateCodec.DUE_AT))
        .expressionAttributeValues(values.put(":after", after.dueAt().toEpochMilli()).build())
        .build();
  }

  private static DuePosition position(Item item) {
    return new DuePosition(
        Instant.ofEpochMilli(item.number(SubscriberStateCodec.DUE_AT)),
        Optional.of(SubscriberKeys.subscriberIdOf(item)));
  }

  @Override
  public Optional<Instant> nextDueAt(Shard shard) {
    QueryRequest request =
        dueRequest(1)
            .keyConditionExpression("#shard = :shard")
            .expressionAttributeNames(Map.of("#shard", SubscriberKeys.SHARD))
            .expressionAttributeValues(new ItemBuilder().put(":shard", shard.label()).build())
            .build();
    return items(request)
        .findFirst()
        .map(item -> Instant.ofEpochMilli(item.number(SubscriberStateCodec.DUE_AT)));
  }

  private QueryRequest.Builder dueRequest(int limit) {
    return QueryRequest.builder()
        .tableName(tables.subscribers())
        .indexName(DynamoTables.DUE_INDEX)
        .limit(limit);
  }

  private Stream<Item> items(QueryRequest request) {
    return tables.client().query(request).items().stream().map(Item::new);
  }
}
