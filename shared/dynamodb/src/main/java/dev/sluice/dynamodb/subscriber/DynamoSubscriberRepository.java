package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.erasure.ErasureHash;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.state.EventCountDelta;
import dev.sluice.core.state.StateUpdate;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.Inbox;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.campaign.DynamoFeedbackCounts;
import dev.sluice.dynamodb.item.BatchReader;
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
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Subscribers and their states on DynamoDB.
 *
 * <p>A state with nothing beside it is committed by one conditional PutItem: one write unit if it
 * stays below 1 KB and nothing is deferred. Everything else is one transaction, in which a write
 * costs twice as much: a change of consent with its record 4 units, and 4 more if it counts an
 * event (campaign and day); {@value SubscriberRepository#MAX_COMMIT} states with events of one
 * campaign 54 units, 2.16 for each.
 */
public final class DynamoSubscriberRepository implements SubscriberRepository {

  /** A state and a subscriber, which are neighbors in the table. */
  private static final int ITEMS_PER_SUBSCRIBER = 2;

  /** Consent records that are deleted between two queries. */
  private static final int DELETE_PAGE = 100;

  /** Queries of one deletion; more than ten thousand actions take several calls. */
  private static final int MAX_DELETE_PAGES = 100;

  private final DynamoTables tables;
  private final LongSupplier writeIds;
  private final DynamoFeedbackCounts counts;
  private final SubscriberSaves saves;

  /** Creates a repository in these tables. */
  public DynamoSubscriberRepository(DynamoTables tables) {
    this(tables, new SecureRandom()::nextLong);
  }

  /**
   * Creates a repository in these tables.
   *
   * @param writeIds returns a different number for every write
   */
  public DynamoSubscriberRepository(DynamoTables tables, LongSupplier writeIds) {
    this.tables = tables;
    this.writeIds = writeIds;
    this.counts = new DynamoFeedbackCounts(tables);
    this.saves = new SubscriberSaves(tables);
  }

  @Override
  public Optional<SubscriberRecord> find(SubscriberId id) {
    return findIncludingErased(id).filter(record -> !record.subscriber().isErased());
  }

  @Override
  public Optional<SubscriberRecord> findIncludingErased(SubscriberId id) {
    return findFirst(
        id,
        query -> query.keyConditionExpression("#shard = :shard AND begins_with(#item, :item)"),
        SubscriberKeys.itemKeyPrefix(id));
  }

  @Override
  public Optional<SubscriberRecord> findInConstantTime(SubscriberId id) {
    return findFirst(
            id,
            query ->
                query
                    .keyConditionExpression("#shard = :shard AND #item >= :item")
                    .limit(ITEMS_PER_SUBSCRIBER),
            SubscriberKeys.stateItemKey(id))
        .filter(record -> !record.subscriber().isErased());
  }

  private Optional<SubscriberRecord> findFirst(
      SubscriberId id, UnaryOperator<QueryRequest.Builder> condition, String item) {
    QueryRequest.Builder query =
        consistentQuery()
            .expressionAttributeValues(
                new ItemBuilder().put(":shard", Shard.of(id).label()).put(":item", item).build());
    List<Item> items =
        tables.client().query(condition.apply(query).build()).items().stream()
            .map(Item::new)
            .toList();
    return SubscriberRecordAssembler.assemble(items).stream().findFirst();
  }

  @Override
  public SubscriberState findState(SubscriberId id) {
    Map<String, AttributeValue> item =
        tables
            .client()
            .getItem(get ->
                get.tableName(tables.subscribers())
                    .key(SubscriberKeys.stateKey(id).build())
                    .consistentRead(true))
            .item();
    return item.isEmpty()
        ? SubscriberState.initial(id)
        : SubscriberStateCodec.decode(new Item(item));
  }

  @Override
  public Set<SubscriberId> findWaiting(Set<SubscriberId> ids) {
    List<Map<String, AttributeValue>> keys =
        ids.stream().map(id -> SubscriberKeys.stateKey(id).build()).toList();
    return new BatchReader(tables.client(), tables.subscribers())
        .read(keys).stream()
            .filter(item -> item.optionalNumber(SubscriberStateCodec.DUE_AT).isPresent())
            .map(SubscriberKeys::subscriberIdOf)
            .collect(Collectors.toSet());
  }

  @Override
  public Commit commitAll(List<StateUpdate> updates) {
    return updates.size() == 1 && updates.getFirst().isStateOnly()
        ? putState(updates.getFirst().state())
        : transact(updates);
  }

  private Commit putState(SubscriberState changed) {
    long writeId = writeIds.getAsLong();
    VersionCondition unchanged = unchanged(changed);
    PutItemRequest request =
        PutItemRequest.builder()
            .tableName(tables.subscribers())
            .item(SubscriberStateCodec.encode(changed.withNextVersion(), writeId))
            .conditionExpression(unchanged.condition())
            .expressionAttributeNames(unchanged.names())
            .expressionAttributeValues(unchanged.values())
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    // The only possible outcomes of the conditional write:
    // 1. The stored version is the one that was read: the state is replaced.
    // 2. It is another: another writer came first, nothing is changed, the exception carries what
    //    is stored.
    // 3. It is another because this very write went through before, its response was lost, and the
    //    client repeated it: what is stored then carries this write's id, and the write counts.
    // 4. A transaction is writing the item: nothing is changed, and once it is through another
    //    writer has come first.
    // 5. No response at all: whether it was written is unknown, and the caller gets the exception.
    try {
      tables.client().putItem(request);
      return Commit.COMMITTED;
    } catch (ConditionalCheckFailedException lost) {
      return isOwnWrite(lost, writeId) ? Commit.COMMITTED : Commit.CONFLICT;
    } catch (TransactionConflictException busy) {
      return Commit.CONFLICT;
    }
  }

  private static boolean isOwnWrite(ConditionalCheckFailedException lost, long writeId) {
    return lost.hasItem()
        && new Item(lost.item())
            .optionalNumber(SubscriberStateCodec.WRITE)
            .filter(stored -> stored == writeId)
            .isPresent();
  }

  private Commit transact(List<StateUpdate> updates) {
    WriteTransaction transaction = new WriteTransaction(tables.client());
    updates.forEach(update -> add(update, transaction));
    EventCountDelta delta =
        updates.stream()
            .map(StateUpdate::counts)
            .reduce(EventCountDelta.NONE, EventCountDelta::plus);
    counts.increments(delta).forEach(transaction::add);
    // The only possible outcomes of the conditional writes:
    // 1. Every stored version is the one that was read: everything is written. So it is if the
    //    response is lost and the client repeats the request, as a transaction has a token.
    // 2. One is another, or another transaction is writing one of the items: nothing is changed.
    // 3. No response at all: whether it was written is unknown, and the caller gets the exception.
    return transaction.execute().isWritten() ? Commit.COMMITTED : Commit.CONFLICT;
  }

  private void add(StateUpdate update, WriteTransaction transaction) {
    SubscriberState state = update.state();
    VersionCondition unchanged = unchanged(state);
    transaction.put(
        Put.builder()
            .tableName(tables.subscribers())
            .item(SubscriberStateCodec.encode(state.withNextVersion(), writeIds.getAsLong()))
            .conditionExpression(unchanged.condition())
            .expressionAttributeNames(unchanged.names())
            .expressionAttributeValues(unchanged.values())
            .build());
    if (!update.consentRecords().isEmpty()) {
      long version = state.withNextVersion().version();
      transaction.put(put(ConsentRecordCodec.encode(update.consentRecords(), version)));
    }
    update.erasure().ifPresent(erasure -> add(erasure, state.subscriber(), transaction));
  }

  private void add(
      StateUpdate.Erasure erasure, SubscriberId subscriber, WriteTransaction transaction) {
    saves.addErasure(subscriber, erasure.address(), transaction);
    erasure.marks().forEach(mark -> transaction.put(put(ErasureMarkCodec.encode(mark))));
    transaction.add(TransactWriteItem.builder().update(nextEdition()).build());
  }

  private static VersionCondition unchanged(SubscriberState read) {
    return VersionCondition.ofVersion(SubscriberStateCodec.VERSION, read.version());
  }

  private Update nextEdition() {
    return Update.builder()
        .tableName(tables.subscribers())
        .key(ErasureMarkCodec.EDITION)
        .updateExpression("ADD #number :one")
        .expressionAttributeNames(Map.of("#number", ErasureMarkCodec.EDITION_NUMBER))
        .expressionAttributeValues(new ItemBuilder().put(":one", 1).build())
        .build();
  }

  @Override
  public Creation create(Subscriber subscriber, Optional<StateUpdate> choices) {
    WriteTransaction transaction = new WriteTransaction(tables.client());
    saves.addCreation(subscriber, transaction);
    choices.ifPresent(update -> add(update, transaction));
    // The only possible outcomes of the conditional writes:
    // 1. There is no such subscriber, the inbox is free and the state is as it was read: everything
    //    is stored.
    // 2. There is such a subscriber: nothing is changed.
    // 3. Another subscriber owns the inbox: nothing is changed.
    // 4. The state is another, or another transaction is writing one of the items: nothing is
    //    changed.
    WriteTransaction.Outcome outcome = transaction.execute();
    if (outcome.isWritten()) {
      return new Creation.Created();
    }
    return outcome.isConditionFailed(0)
        ? new Creation.Exists()
        : SubscriberSaves.owner(outcome, SubscriberSaves.CLAIM)
            .<Creation>map(Creation.InboxTaken::new)
            .orElseGet(Creation.Conflict::new);
  }

  @Override
  public Map<SubscriberId, SubscriberId> saveAll(List<Subscriber> subscribers) {
    return saves.saveAll(subscribers);
  }

  @Override
  public Map<Inbox, SubscriberId> findOwners(Set<Inbox> inboxes) {
    return saves.findOwners(inboxes);
  }

  /** Deletes consent records first: if the work stops between, a worker finds the rest due. */
  @Override
  public Commit delete(SubscriberState last) {
    SubscriberId id = last.subscriber();
    deleteConsentRecords(id);
    VersionCondition unchanged = unchanged(last);
    boolean deleted =
        new WriteTransaction(tables.client())
            .delete(
                Delete.builder()
                    .tableName(tables.subscribers())
                    .key(SubscriberKeys.stateKey(id).build())
                    .conditionExpression(unchanged.condition())
                    .expressionAttributeNames(unchanged.names())
                    .expressionAttributeValues(unchanged.values())
                    .build())
            .delete(
                Delete.builder()
                    .tableName(tables.subscribers())
                    .key(SubscriberKeys.subscriberKey(id).build())
                    .conditionExpression("attribute_not_exists(#address) OR #address = :erased")
                    .expressionAttributeNames(Map.of("#address", SubscriberCodec.ADDRESS))
                    .expressionAttributeValues(
                        new ItemBuilder()
                            .put(":erased", Subscriber.erased(id).address().value())
                            .build())
                    .build())
            .execute()
            .isWritten();
    return deleted || findIncludingErased(id).isEmpty() ? Commit.COMMITTED : Commit.CONFLICT;
  }

  @Override
  public void deleteConsentRecords(SubscriberId subscriber) {
    List<Map<String, AttributeValue>> keys = consentRecordKeys(subscriber);
    for (int page = 0; page < MAX_DELETE_PAGES && !keys.isEmpty(); page++) {
      keys.forEach(key ->
          tables.client().deleteItem(delete -> delete.tableName(tables.subscribers()).key(key)));
      keys = consentRecordKeys(subscriber);
    }
    if (!keys.isEmpty()) {
      throw new IllegalStateException("consent records are left: repeat the erasure");
    }
  }

  private List<Map<String, AttributeValue>> consentRecordKeys(SubscriberId id) {
    QueryRequest request =
        consistentQuery()
            .limit(DELETE_PAGE)
            .keyConditionExpression("#shard = :shard AND begins_with(#item, :prefix)")
            .projectionExpression("#shard, #item")
            .expressionAttributeValues(
                new ItemBuilder()
                    .put(":shard", ConsentRecordKeys.partition(Shard.of(id)))
                    .put(":prefix", SubscriberKeys.itemKeyPrefix(id))
                    .build())
            .build();
    return tables.client().query(request).items();
  }

  @Override
  public boolean liftErasure(Set<ErasureHash> marks, ConsentRecord record) {
    WriteTransaction transaction = new WriteTransaction(tables.client());
    marks.forEach(hash ->
        transaction.delete(
            Delete.builder()
                .tableName(tables.subscribers())
                .key(ErasureMarkCodec.key(hash))
                .conditionExpression("attribute_exists(#item)")
                .expressionAttributeNames(Map.of("#item", SubscriberKeys.ITEM))
                .build()));
    transaction.put(put(ConsentRecordCodec.encode(List.of(record), 0)));
    return transaction.execute().isWritten();
  }

  private QueryRequest.Builder consistentQuery() {
    return QueryRequest.builder()
        .tableName(tables.subscribers())
        .consistentRead(true)
        .expressionAttributeNames(
            Map.of("#shard", SubscriberKeys.SHARD, "#item", SubscriberKeys.ITEM));
  }

  private Put put(Map<String, AttributeValue> item) {
    return Put.builder().tableName(tables.subscribers()).item(item).build();
  }
}
