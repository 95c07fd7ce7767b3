package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.state.ConsentStore;
import dev.sluice.core.state.EventCountDelta;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.campaign.DynamoFeedbackCounts;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.SubscriberKeys;
import dev.sluice.dynamodb.item.WriteTransaction;
import dev.sluice.dynamodb.subscriber.ConsentRecordKeys.RecordPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Consent records on DynamoDB: an act is one transaction of two items, the standing and the records
 * of all that changed in it. With each below 1 KB it costs four write units, and another four if it
 * is news of a send: a count each for campaign and day.
 */
public final class DynamoConsentStore implements ConsentStore {

  private final DynamoTables tables;
  private final DynamoSubscriberStateStore standings;
  private final DynamoFeedbackCounts counts;

  /** Creates a store. */
  public DynamoConsentStore(DynamoTables tables) {
    this.tables = tables;
    this.standings = new DynamoSubscriberStateStore(tables);
    this.counts = new DynamoFeedbackCounts(tables);
  }

  @Override
  public Commit commit(SubscriberState changed, List<ConsentRecord> records, EventCountDelta news) {
    // The only possible outcomes of the conditional writes:
    // 1. The stored version is the one that was read: standing and records are stored. So they are
    //    if the answer is lost and the client asks again, as a transaction has a token.
    // 2. It is another, or somebody else has their hands on it: nothing is changed.
    // 3. No answer at all: whether it was written is not known, and the caller learns of it.
    WriteTransaction transaction =
        new WriteTransaction(tables.client())
            .put(standings.put(changed))
            .put(put(records, changed.withNextVersion().version()));
    counts.increments(news).forEach(transaction::add);
    return transaction.execute().isWritten() ? Commit.COMMITTED : Commit.CONFLICT;
  }

  @Override
  public SubscriberState findState(SubscriberId subscriber) {
    Map<String, AttributeValue> item =
        tables
            .client()
            .getItem(get ->
                get.tableName(tables.subscribers())
                    .key(SubscriberKeys.stateKey(subscriber).build())
                    .consistentRead(true))
            .item();
    return item.isEmpty()
        ? SubscriberState.initial(subscriber)
        : SubscriberStateCodec.decode(new Item(item));
  }

  /** Returns the write of an act's records as part of a transaction. */
  Put put(List<ConsentRecord> act, long version) {
    return Put.builder()
        .tableName(tables.subscribers())
        .item(ConsentRecordCodec.encode(act, version))
        .build();
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

  /** Goes on to the next shards until the page is full: most are empty where little is kept. */
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
