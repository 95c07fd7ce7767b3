package dev.sluice.aws.store;

import dev.sluice.aws.store.ConsentKeys.Place;
import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.desk.ConsentStore;
import dev.sluice.scheduling.feedback.News;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.StandingStore.Commit;
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

  private final Tables tables;
  private final DynamoStandingStore standings;
  private final DynamoFeedbackCounts counts;

  /** Creates a store. */
  public DynamoConsentStore(Tables tables) {
    this.tables = tables;
    this.standings = new DynamoStandingStore(tables);
    this.counts = new DynamoFeedbackCounts(tables);
  }

  @Override
  public Commit commit(Standing changed, List<ConsentRecord> records, News news) {
    // The only possible outcomes of the conditional writes:
    // 1. The stored version is the one that was read: standing and records are stored. So they are
    //    if the answer is lost and the client asks again, as a transaction has a token.
    // 2. It is another, or somebody else has their hands on it: nothing is changed.
    // 3. No answer at all: whether it was written is not known, and the caller learns of it.
    Transaction transaction =
        new Transaction(tables.client())
            .put(standings.put(changed))
            .put(put(records, changed.written().version()));
    counts.additions(news).forEach(transaction::add);
    return transaction.write().isWritten() ? Commit.COMMITTED : Commit.LOST;
  }

  @Override
  public Standing standing(SubscriberId subscriber) {
    Map<String, AttributeValue> item =
        tables
            .client()
            .getItem(get ->
                get.tableName(tables.subscribers())
                    .key(Keys.standingItem(subscriber).map())
                    .consistentRead(true))
            .item();
    return item.isEmpty() ? Standing.blank(subscriber) : StandingCodec.read(new Item(item));
  }

  /** Returns the write of an act's records as part of a transaction. */
  Put put(List<ConsentRecord> act, long version) {
    return Put.builder()
        .tableName(tables.subscribers())
        .item(ConsentCodec.write(act, version))
        .build();
  }

  @Override
  public Page records(SubscriberId subscriber, Optional<String> after, int limit) {
    long newest = after.map(ConsentKeys::version).map(v -> v - 1).orElse(ConsentKeys.LAST_VERSION);
    QueryResponse response =
        tables
            .client()
            .query(
                query(limit)
                    .scanIndexForward(false)
                    .keyConditionExpression("#shard = :shard AND #item BETWEEN :first AND :last")
                    .expressionAttributeValues(
                        shard(Shard.of(subscriber))
                            .with(":first", Keys.prefix(subscriber))
                            .with(":last", ConsentKeys.item(subscriber, newest))
                            .map())
                    .build());
    List<Item> acts = items(response);
    return new Page(
        read(acts),
        Optional.of(response)
            .filter(QueryResponse::hasLastEvaluatedKey)
            .map(_ -> ConsentKeys.versionOf(acts.getLast())));
  }

  /** Goes on to the next shards until the page is full: most are empty where little is kept. */
  @Override
  public Page records(Optional<String> after, int limit) {
    Optional<Place> place = Optional.of(after.map(Place::named).orElse(Place.START));
    List<ConsentRecord> records = new ArrayList<>();
    int left = limit;
    while (place.isPresent() && left > 0) {
      Place from = place.get();
      QueryResponse response = query(from, left);
      List<Item> acts = items(response);
      records.addAll(read(acts));
      left -= acts.size();
      place =
          response.hasLastEvaluatedKey()
              ? Optional.of(from.after(acts.getLast()))
              : from.nextShard();
    }
    return new Page(records, place.map(Place::name));
  }

  private QueryResponse query(Place from, int limit) {
    return tables
        .client()
        .query(
            query(limit)
                .keyConditionExpression("#shard = :shard AND #item > :last")
                .expressionAttributeValues(
                    shard(from.shard()).with(":last", from.last().orElse(Keys.BEFORE_ALL)).map())
                .build());
  }

  private QueryRequest.Builder query(int limit) {
    return QueryRequest.builder()
        .tableName(tables.subscribers())
        .consistentRead(true)
        .limit(limit)
        .expressionAttributeNames(Map.of("#shard", Keys.SHARD, "#item", Keys.ITEM));
  }

  private static Attributes shard(Shard shard) {
    return new Attributes().with(":shard", ConsentKeys.partition(shard));
  }

  private static List<Item> items(QueryResponse response) {
    return response.items().stream().map(Item::new).toList();
  }

  private static List<ConsentRecord> read(List<Item> acts) {
    return acts.stream().flatMap(act -> ConsentCodec.read(act).stream()).toList();
  }
}
