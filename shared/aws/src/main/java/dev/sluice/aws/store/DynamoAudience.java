package dev.sluice.aws.store;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.delivery.Audience;
import dev.sluice.scheduling.delivery.Cursor;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The audience on DynamoDB: a page is one strongly consistent Query of a shard, in which each
 * standing lies beside its subscriber.
 */
public final class DynamoAudience implements Audience {

  /** A subscriber and their standing, which not every subscriber has. */
  private static final int ITEMS_OF_A_PAIR = 2;

  private final Tables tables;

  /** Creates an audience. */
  public DynamoAudience(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Page page(Shard shard, Cursor after, int limit) {
    return switch (after) {
      case Cursor.Start _ -> page(shard, Keys.BEFORE_ALL, limit);
      case Cursor.After(SubscriberId last) -> page(shard, Keys.subscriber(last), limit);
      case Cursor.End end -> new Page(List.of(), end);
    };
  }

  /**
   * Reads as many items as that many pairs have. Where standings are missing that is more than the
   * page may hold; the rest is read again with the next page, until the first sends make standings.
   */
  private Page page(Shard shard, String after, int limit) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(tables.subscribers())
            .consistentRead(true)
            .limit(ITEMS_OF_A_PAIR * limit)
            .keyConditionExpression("#shard = :shard AND #item > :after")
            .expressionAttributeNames(Map.of("#shard", Keys.SHARD, "#item", Keys.ITEM))
            .expressionAttributeValues(
                new Attributes().with(":shard", shard.label()).with(":after", after).map())
            .build();
    QueryResponse response = tables.client().query(request);
    List<Item> items = response.items().stream().map(Item::new).toList();
    return response.hasLastEvaluatedKey() ? cut(items, limit) : whole(items, limit);
  }

  /** The last page, unless it holds more subscribers than were asked for. */
  private static Page whole(List<Item> items, int limit) {
    List<SubscriberRecord> records = Pairs.of(items);
    return records.size() <= limit ? new Page(records, new Cursor.End()) : first(records, limit);
  }

  /** A page with more behind it: a standing at its end has its subscriber on the next page. */
  private static Page cut(List<Item> items, int limit) {
    boolean splits = Keys.isStanding(items.getLast());
    List<Item> complete = splits ? items.subList(0, items.size() - 1) : items;
    List<SubscriberRecord> records = Pairs.of(complete);
    return records.size() > limit
        ? first(records, limit)
        : new Page(records, new Cursor.After(Keys.idOf(complete.getLast())));
  }

  private static Page first(List<SubscriberRecord> records, int limit) {
    return new Page(records.subList(0, limit), new Cursor.After(records.get(limit - 1).id()));
  }

  @Override
  public List<SubscriberId> due(Shard shard, Instant now, int limit) {
    QueryRequest request =
        dueRequest(limit)
            .keyConditionExpression("#shard = :shard AND #due <= :now")
            .expressionAttributeNames(Map.of("#shard", Keys.SHARD, "#due", StandingCodec.DUE_AT))
            .expressionAttributeValues(
                new Attributes()
                    .with(":shard", shard.label())
                    .with(":now", now.toEpochMilli())
                    .map())
            .build();
    return items(request).map(Keys::idOf).toList();
  }

  @Override
  public Optional<Instant> nextDueAt(Shard shard) {
    QueryRequest request =
        dueRequest(1)
            .keyConditionExpression("#shard = :shard")
            .expressionAttributeNames(Map.of("#shard", Keys.SHARD))
            .expressionAttributeValues(new Attributes().with(":shard", shard.label()).map())
            .build();
    return items(request)
        .findFirst()
        .map(item -> Instant.ofEpochMilli(item.number(StandingCodec.DUE_AT)));
  }

  private QueryRequest.Builder dueRequest(int limit) {
    return QueryRequest.builder()
        .tableName(tables.subscribers())
        .indexName(Tables.DUE_INDEX)
        .limit(limit);
  }

  private Stream<Item> items(QueryRequest request) {
    return tables.client().query(request).items().stream().map(Item::new);
  }
}
