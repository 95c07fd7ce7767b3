package dev.sluice.aws.store;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.StandingStore;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * Standings on DynamoDB: a commit is one conditional PutItem of one item, one write unit if it
 * stays below 1 KB and nothing waits.
 */
public final class DynamoStandingStore implements StandingStore {

  /** A standing and a subscriber, which lie side by side. */
  private static final int ITEMS_OF_ONE = 2;

  private final Tables tables;
  private final LongSupplier writes;

  /** Creates a store. */
  public DynamoStandingStore(Tables tables) {
    this(tables, new SecureRandom()::nextLong);
  }

  /**
   * Creates a store.
   *
   * @param writes gives every write a number of its own
   */
  public DynamoStandingStore(Tables tables, LongSupplier writes) {
    this.tables = tables;
    this.writes = writes;
  }

  @Override
  public Optional<SubscriberRecord> read(SubscriberId id) {
    return readForVisit(id).filter(record -> !record.subscriber().isNameless());
  }

  @Override
  public Optional<SubscriberRecord> readForVisit(SubscriberId id) {
    return first(
        id,
        query -> query.keyConditionExpression("#shard = :shard AND begins_with(#item, :item)"),
        Keys.prefix(id));
  }

  @Override
  public Optional<SubscriberRecord> readOrNeighbour(SubscriberId id) {
    return first(
            id,
            query ->
                query
                    .keyConditionExpression("#shard = :shard AND #item >= :item")
                    .limit(ITEMS_OF_ONE),
            Keys.standing(id))
        .filter(record -> !record.subscriber().isNameless());
  }

  private Optional<SubscriberRecord> first(
      SubscriberId id, UnaryOperator<QueryRequest.Builder> condition, String item) {
    QueryRequest.Builder query =
        QueryRequest.builder()
            .tableName(tables.subscribers())
            .consistentRead(true)
            .expressionAttributeNames(Map.of("#shard", Keys.SHARD, "#item", Keys.ITEM))
            .expressionAttributeValues(
                new Attributes().with(":shard", Shard.of(id).label()).with(":item", item).map());
    QueryRequest both = condition.apply(query).build();
    List<Item> items = tables.client().query(both).items().stream().map(Item::new).toList();
    return Pairs.of(items).stream().findFirst();
  }

  @Override
  public Commit commit(Standing changed) {
    long write = writes.getAsLong();
    // The only possible outcomes of the conditional write below:
    // 1. The stored version is the one that was read: the standing is replaced.
    // 2. It is another: somebody else wrote first, nothing is changed, the exception carries what
    //    is stored.
    // 3. It is another because this very write went through before, its answer was lost, and the
    //    client asked again: what is stored then carries this write's number, and it counts.
    // 4. A transaction has its hands on the item: nothing is changed, and when it is through
    //    somebody else has written.
    // 5. No answer at all: whether it was written is not known, and the caller learns of it.
    try {
      tables.client().putItem(request(changed, write));
      return Commit.COMMITTED;
    } catch (ConditionalCheckFailedException lost) {
      return isOurs(lost, write) ? Commit.COMMITTED : Commit.LOST;
    } catch (TransactionConflictException busy) {
      return Commit.LOST;
    }
  }

  /** Consent records go first: if the work stops between, the next visit finds the rest due. */
  @Override
  public Commit forget(Standing last) {
    SubscriberId id = last.subscriber();
    new ConsentRemoval(tables).remove(id);
    Unchanged unchanged = Unchanged.since(StandingCodec.VERSION, last.version());
    Delete standing =
        Delete.builder()
            .tableName(tables.subscribers())
            .key(Keys.standingItem(id).map())
            .conditionExpression(unchanged.condition())
            .expressionAttributeNames(unchanged.names())
            .expressionAttributeValues(unchanged.values())
            .build();
    Delete subscriber =
        Delete.builder().tableName(tables.subscribers()).key(Keys.subscriberItem(id).map()).build();
    boolean gone =
        new Transaction(tables.client()).delete(standing).delete(subscriber).write().isWritten();
    return gone || readForVisit(id).isEmpty() ? Commit.COMMITTED : Commit.LOST;
  }

  private PutItemRequest request(Standing changed, long write) {
    Unchanged unchanged = Unchanged.since(StandingCodec.VERSION, changed.version());
    return PutItemRequest.builder()
        .tableName(tables.subscribers())
        .item(StandingCodec.write(changed.written(), write))
        .conditionExpression(unchanged.condition())
        .expressionAttributeNames(unchanged.names())
        .expressionAttributeValues(unchanged.values())
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  /** Returns the same write as part of a transaction. */
  Put put(Standing changed) {
    Unchanged unchanged = Unchanged.since(StandingCodec.VERSION, changed.version());
    return Put.builder()
        .tableName(tables.subscribers())
        .item(StandingCodec.write(changed.written(), writes.getAsLong()))
        .conditionExpression(unchanged.condition())
        .expressionAttributeNames(unchanged.names())
        .expressionAttributeValues(unchanged.values())
        .build();
  }

  private static boolean isOurs(ConditionalCheckFailedException lost, long write) {
    return lost.hasItem()
        && new Item(lost.item())
            .optionalNumber(StandingCodec.WRITE)
            .filter(w -> w == write)
            .isPresent();
  }
}
