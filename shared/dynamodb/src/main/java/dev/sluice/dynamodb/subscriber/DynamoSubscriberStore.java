package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.state.SubscriberStore;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.dynamodb.item.BatchWriter;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.SubscriberKeys;
import dev.sluice.dynamodb.item.WriteTransaction;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Subscribers on DynamoDB. */
public final class DynamoSubscriberStore implements SubscriberStore {

  private final DynamoTables tables;
  private final DynamoSubscriberStateStore standings;
  private final DynamoConsentStore consents;
  private final BatchWriter batches;

  /** Creates a store. */
  public DynamoSubscriberStore(DynamoTables tables) {
    this.tables = tables;
    this.standings = new DynamoSubscriberStateStore(tables);
    this.consents = new DynamoConsentStore(tables);
    this.batches = new BatchWriter(tables.client(), tables.subscribers());
  }

  @Override
  public Creation create(
      Subscriber subscriber, SubscriberState chosen, List<ConsentRecord> records) {
    return records.isEmpty() ? createAlone(subscriber) : createWith(subscriber, chosen, records);
  }

  @Override
  public void saveAll(List<Subscriber> subscribers) {
    batches.putAll(subscribers.stream().map(SubscriberCodec::encode).toList());
  }

  private Creation createAlone(Subscriber subscriber) {
    PutItemRequest put =
        PutItemRequest.builder()
            .tableName(tables.subscribers())
            .item(SubscriberCodec.encode(subscriber))
            .conditionExpression("attribute_not_exists(#item)")
            .expressionAttributeNames(Map.of("#item", SubscriberKeys.ITEM))
            .build();
    // The only possible outcomes of the conditional write below:
    // 1. There is no such subscriber: it is stored.
    // 2. There is one: it stays as it is. It may be the very one we stored, if the answer to that
    //    was lost and the client asked again; for the caller it is there all the same.
    try {
      tables.client().putItem(put);
      return Creation.CREATED;
    } catch (ConditionalCheckFailedException exists) {
      return Creation.EXISTS;
    }
  }

  private Creation createWith(
      Subscriber subscriber, SubscriberState chosen, List<ConsentRecord> records) {
    WriteTransaction transaction =
        new WriteTransaction(tables.client())
            .putAbsent(tables.subscribers(), SubscriberCodec.encode(subscriber))
            .put(standings.put(chosen))
            .put(consents.put(records, chosen.withNextVersion().version()));
    // The only possible outcomes of the conditional writes:
    // 1. There is no such subscriber and their standing is as it was read: all three are stored.
    // 2. There is such a subscriber: nothing is changed.
    // 3. There is none, but the standing is another: nothing is changed.
    WriteTransaction.Outcome outcome = transaction.execute();
    if (outcome.isWritten()) {
      return Creation.CREATED;
    }
    return outcome.isConditionFailed(0) ? Creation.EXISTS : Creation.CONFLICT;
  }
}
