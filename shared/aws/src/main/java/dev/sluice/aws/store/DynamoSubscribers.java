package dev.sluice.aws.store;

import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.SubscriberStore;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Subscribers on DynamoDB. */
public final class DynamoSubscribers implements SubscriberStore {

  private final Tables tables;
  private final DynamoStandingStore standings;
  private final DynamoConsentStore consents;
  private final BatchWriter batches;

  /** Creates a store. */
  public DynamoSubscribers(Tables tables) {
    this.tables = tables;
    this.standings = new DynamoStandingStore(tables);
    this.consents = new DynamoConsentStore(tables);
    this.batches = new BatchWriter(tables.client(), tables.subscribers());
  }

  @Override
  public Creation create(Subscriber subscriber, Standing chosen, List<ConsentRecord> records) {
    return records.isEmpty() ? createAlone(subscriber) : createWith(subscriber, chosen, records);
  }

  @Override
  public void putAll(List<Subscriber> subscribers) {
    batches.putAll(subscribers.stream().map(SubscriberCodec::write).toList());
  }

  private Creation createAlone(Subscriber subscriber) {
    PutItemRequest put =
        PutItemRequest.builder()
            .tableName(tables.subscribers())
            .item(SubscriberCodec.write(subscriber))
            .conditionExpression("attribute_not_exists(#item)")
            .expressionAttributeNames(Map.of("#item", Keys.ITEM))
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

  private Creation createWith(Subscriber subscriber, Standing chosen, List<ConsentRecord> records) {
    Transaction transaction =
        new Transaction(tables.client())
            .putAbsent(tables.subscribers(), SubscriberCodec.write(subscriber))
            .put(standings.put(chosen))
            .put(consents.put(records, chosen.written().version()));
    // The only possible outcomes of the conditional writes:
    // 1. There is no such subscriber and their standing is as it was read: all three are stored.
    // 2. There is such a subscriber: nothing is changed.
    // 3. There is none, but the standing is another: nothing is changed.
    Transaction.Outcome outcome = transaction.write();
    if (outcome.isWritten()) {
      return Creation.CREATED;
    }
    return outcome.isConditionFailed(0) ? Creation.EXISTS : Creation.LOST;
  }
}
