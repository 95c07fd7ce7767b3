package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.sharding.Shard;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.SubscriberKeys;
import dev.sluice.dynamodb.item.VersionCondition;
import dev.sluice.dynamodb.item.WriteTransaction;
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
public final class DynamoSubscriberStateStore implements SubscriberRepository {

  /** A standing and a subscriber, which lie side by side. */
  private static final int ITEMS_PER_SUBSCRIBER = 2;

  private final DynamoTables tables;
  private final LongSupplier writes;

  /** Creates a store. */
  public DynamoSubscriberStateStore(DynamoTables tables) {
    this(tables, new SecureRandom()::nextLong);
  }

  /**
   * Creates a store.
   *
   * @param writes gives every write a number of its own
   */
  public DynamoSubscriberStateStore(DynamoTables tables, LongSupplier writes) {
    this.tables = tables;
    this.writes = writes;
  }

  @Override
  public Optional<SubscriberRecord> find(SubscriberId id) {
    return findIncludingErased(id).filter(record -> !record.subscriber().isErased());
  }

  @Override
  public Optional<SubscriberRecord> findIncludingErased(SubscriberId id) {
    return first(
        id,
        query -> query.keyConditionExpression("#shard = :shard AND begins_with(#item, :item)"),
        SubscriberKeys.itemKeyPrefix(id));
  }

  @Override
  public Optional<SubscriberRecord> findInConstantTime(SubscriberId id) {
    return first(
            id,
            query ->
                query
                    .keyConditionExpression("#shard = :shard AND #item >= :item")
                    .limit(ITEMS_PER_SUBSCRIBER),
            SubscriberKeys.stateItemKey(id))
        .filter(record -> !record.subscriber().isErased());
  }

  private Optional<SubscriberRecord> first(
      SubscriberId id, UnaryOperator<QueryRequest.Builder> condition, String item) {
    QueryRequest.Builder query =
        QueryRequest.builder()
            .tableName(tables.subscribers())
            .consistentRead(true)
            .expressionAttributeNames(
                Map.of("#shard", SubscriberKeys.SHARD, "#item", SubscriberKeys.ITEM))
            .expressionAttributeValues(
                new ItemBuilder().put(":shard", Shard.of(id).label()).put(":item", item).build());
    QueryRequest both = condition.apply(query).build();
    List<Item> items = tables.client().query(both).items().stream().map(Item::new).toList();
    return SubscriberRecordAssembler.assemble(items).stream().findFirst();
  }

  @Override
  public Commit commit(SubscriberState changed) {
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
      return isOwnWrite(lost, write) ? Commit.COMMITTED : Commit.CONFLICT;
    } catch (TransactionConflictException busy) {
      return Commit.CONFLICT;
    }
  }

  /** Consent records go first: if the work stops between, the next visit finds the rest due. */
  @Override
  public Commit delete(SubscriberState last) {
    SubscriberId id = last.subscriber();
    new ConsentRecordRemover(tables).remove(id);
    VersionCondition unchanged =
        VersionCondition.ofVersion(SubscriberStateCodec.VERSION, last.version());
    Delete standing =
        Delete.builder()
            .tableName(tables.subscribers())
            .key(SubscriberKeys.stateKey(id).build())
            .conditionExpression(unchanged.condition())
            .expressionAttributeNames(unchanged.names())
            .expressionAttributeValues(unchanged.values())
            .build();
    Delete subscriber =
        Delete.builder()
            .tableName(tables.subscribers())
            .key(SubscriberKeys.subscriberKey(id).build())
            .build();
    boolean gone =
        new WriteTransaction(tables.client())
            .delete(standing)
            .delete(subscriber)
            .execute()
            .isWritten();
    return gone || findIncludingErased(id).isEmpty() ? Commit.COMMITTED : Commit.CONFLICT;
  }

  private PutItemRequest request(SubscriberState changed, long write) {
    VersionCondition unchanged =
        VersionCondition.ofVersion(SubscriberStateCodec.VERSION, changed.version());
    return PutItemRequest.builder()
        .tableName(tables.subscribers())
        .item(SubscriberStateCodec.encode(changed.withNextVersion(), write))
        .conditionExpression(unchanged.condition())
        .expressionAttributeNames(unchanged.names())
        .expressionAttributeValues(unchanged.values())
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  /** Returns the same write as part of a transaction. */
  Put put(SubscriberState changed) {
    VersionCondition unchanged =
        VersionCondition.ofVersion(SubscriberStateCodec.VERSION, changed.version());
    return Put.builder()
        .tableName(tables.subscribers())
        .item(SubscriberStateCodec.encode(changed.withNextVersion(), writes.getAsLong()))
        .conditionExpression(unchanged.condition())
        .expressionAttributeNames(unchanged.names())
        .expressionAttributeValues(unchanged.values())
        .build();
  }

  private static boolean isOwnWrite(ConditionalCheckFailedException lost, long write) {
    return lost.hasItem()
        && new Item(lost.item())
            .optionalNumber(SubscriberStateCodec.WRITE)
            .filter(w -> w == write)
            .isPresent();
  }
}
