package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.erasure.ErasureHash;
import dev.sluice.core.erasure.ErasureMark;
import dev.sluice.core.erasure.ErasureStore;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.StoredCodes;
import dev.sluice.dynamodb.item.SubscriberKeys;
import dev.sluice.dynamodb.item.WriteTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Marks of those who were erased, in the subscribers table: partition {@code erased#} and the first
 * two digits of the hash, so that an import's look-ups spread; item the hash.
 *
 * <table>
 *   <caption>Attributes of a mark</caption>
 *   <tr><th>name</th><th>type</th><th>what</th></tr>
 *   <tr><td>shard, item</td><td>S</td><td>key</td></tr>
 *   <tr><td>t</td><td>N</td><td>when, epoch milliseconds</td></tr>
 *   <tr><td>m</td><td>S</td><td>means: P A</td></tr>
 * </table>
 */
public final class DynamoErasureStore implements ErasureStore {

  private static final String PARTITION = "erased#";
  private static final int PARTITION_DIGITS = 2;
  private static final String AT = "t";
  private static final String MEANS = "m";

  /** Keys that DynamoDB takes at once. */
  private static final int MAX_KEYS = 100;

  /** How often keys are asked for again that a busy table left out. */
  private static final int MAX_ATTEMPTS = 10;

  private static final Map<String, AttributeValue> EDITION =
      new ItemBuilder()
          .put(SubscriberKeys.SHARD, "erased")
          .put(SubscriberKeys.ITEM, "edition")
          .build();

  private static final String NUMBER = "n";

  private final DynamoTables tables;
  private final DynamoSubscriberStateStore standings;
  private final DynamoConsentStore consents;

  /** Creates a store. */
  public DynamoErasureStore(DynamoTables tables) {
    this.tables = tables;
    this.standings = new DynamoSubscriberStateStore(tables);
    this.consents = new DynamoConsentStore(tables);
  }

  @Override
  public Commit erase(SubscriberRecord left, List<ErasureMark> marks) {
    WriteTransaction transaction =
        new WriteTransaction(tables.client())
            .put(standings.put(left.state()))
            .put(put(SubscriberCodec.encode(left.subscriber())));
    marks.forEach(mark -> transaction.put(put(write(mark))));
    transaction.add(TransactWriteItem.builder().update(nextEdition()).build());
    // The only possible outcomes of the conditional writes:
    // 1. The stored version is the one that was read: everything is written. So it is if the answer
    //    is lost and the client asks again, as a transaction has a token.
    // 2. It is another, or somebody else has their hands on an item: nothing is changed.
    // 3. No answer at all: whether it was written is not known, and the caller learns of it.
    return transaction.execute().isWritten() ? Commit.COMMITTED : Commit.CONFLICT;
  }

  @Override
  public void deleteConsentRecords(SubscriberId subscriber) {
    new ConsentRecordRemover(tables).remove(subscriber);
  }

  @Override
  public Map<ErasureHash, ErasureMark> findMarks(Set<ErasureHash> hashes) {
    Map<ErasureHash, ErasureMark> found = new HashMap<>();
    List<ErasureHash> all = List.copyOf(hashes);
    for (int from = 0; from < all.size(); from += MAX_KEYS) {
      List<ErasureHash> some = all.subList(from, Math.min(from + MAX_KEYS, all.size()));
      read(some).forEach(mark -> found.put(mark.hash(), mark));
    }
    return found;
  }

  @Override
  public long edition() {
    return new Item(
            tables
                .client()
                .getItem(
                    get -> get.tableName(tables.subscribers()).key(EDITION).consistentRead(true))
                .item())
        .optionalNumber(NUMBER)
        .orElse(0L);
  }

  @Override
  public boolean lift(Set<ErasureHash> hashes, ConsentRecord record) {
    WriteTransaction transaction = new WriteTransaction(tables.client());
    hashes.forEach(hash -> transaction.delete(delete(hash)));
    return transaction.put(consents.put(List.of(record), 0)).execute().isWritten();
  }

  private List<ErasureMark> read(List<ErasureHash> some) {
    List<ErasureMark> marks = new ArrayList<>();
    Map<String, KeysAndAttributes> asked =
        Map.of(
            tables.subscribers(),
            KeysAndAttributes.builder()
                .consistentRead(true)
                .keys(some.stream().map(DynamoErasureStore::key).toList())
                .build());
    for (int look = 0; look < MAX_ATTEMPTS && !asked.isEmpty(); look++) {
      BatchGetItemResponse response =
          tables.client().batchGetItem(BatchGetItemRequest.builder().requestItems(asked).build());
      response.responses().values().stream()
          .flatMap(List::stream)
          .map(item -> read(new Item(item)))
          .forEach(marks::add);
      asked = response.unprocessedKeys();
    }
    if (!asked.isEmpty()) {
      throw new IllegalStateException(
          "the table left keys out " + MAX_ATTEMPTS + " times: who was erased is not known");
    }
    return marks;
  }

  private static Map<String, AttributeValue> key(ErasureHash hash) {
    return keyBuilder(hash).build();
  }

  private static ItemBuilder keyBuilder(ErasureHash hash) {
    return new ItemBuilder()
        .put(SubscriberKeys.SHARD, PARTITION + hash.value().substring(0, PARTITION_DIGITS))
        .put(SubscriberKeys.ITEM, hash.value());
  }

  private static Map<String, AttributeValue> write(ErasureMark mark) {
    return keyBuilder(mark.hash())
        .put(AT, mark.at().toEpochMilli())
        .put(MEANS, StoredCodes.encode(mark.source()))
        .build();
  }

  private static ErasureMark read(Item item) {
    return new ErasureMark(
        new ErasureHash(item.text(SubscriberKeys.ITEM)),
        Instant.ofEpochMilli(item.number(AT)),
        StoredCodes.decodeMeans(item.text(MEANS)));
  }

  private Put put(Map<String, AttributeValue> item) {
    return Put.builder().tableName(tables.subscribers()).item(item).build();
  }

  private Delete delete(ErasureHash hash) {
    return Delete.builder()
        .tableName(tables.subscribers())
        .key(key(hash))
        .conditionExpression("attribute_exists(#item)")
        .expressionAttributeNames(Map.of("#item", SubscriberKeys.ITEM))
        .build();
  }

  private Update nextEdition() {
    return Update.builder()
        .tableName(tables.subscribers())
        .key(EDITION)
        .updateExpression("ADD #number :one")
        .expressionAttributeNames(Map.of("#number", NUMBER))
        .expressionAttributeValues(new ItemBuilder().put(":one", 1).build())
        .build();
  }
}
