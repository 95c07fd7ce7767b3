package dev.sluice.aws.store;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.Enrolment;
import dev.sluice.scheduling.visit.StandingStore.Commit;
import dev.sluice.scheduling.visit.SubscriberStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Subscribers on DynamoDB. */
public final class DynamoSubscribers implements SubscriberStore {

  /** How often choices are committed anew when visits of the same subscriber win. */
  private static final int MAX_COMMITS = 10;

  private final Tables tables;
  private final DynamoStandingStore standings;
  private final BatchWriter batches;

  /** Creates a store. */
  public DynamoSubscribers(Tables tables) {
    this.tables = tables;
    this.standings = new DynamoStandingStore(tables);
    this.batches = new BatchWriter(tables.client(), tables.subscribers());
  }

  @Override
  public boolean create(Enrolment enrolment) {
    return enrolment.choices().isEmpty()
        ? createAlone(enrolment)
        : untilCommitted(() -> createWithChoices(enrolment));
  }

  /**
   * Stores what somebody chose before who they are: if the work stops between the two, a standing
   * is left that belongs to nobody, never a subscriber who would get what they had refused.
   */
  @Override
  public void putAll(List<Enrolment> enrolments) {
    for (Enrolment enrolment : enrolments) {
      if (!enrolment.choices().isEmpty()) {
        untilCommitted(() -> choose(enrolment));
      }
    }
    batches.putAll(
        enrolments.stream()
            .map(enrolment -> SubscriberCodec.write(enrolment.subscriber()))
            .toList());
  }

  private boolean createAlone(Enrolment enrolment) {
    PutItemRequest put =
        PutItemRequest.builder()
            .tableName(tables.subscribers())
            .item(SubscriberCodec.write(enrolment.subscriber()))
            .conditionExpression("attribute_not_exists(#item)")
            .expressionAttributeNames(Map.of("#item", Keys.ITEM))
            .build();
    // The only possible outcomes of the conditional write below:
    // 1. There is no such subscriber: it is stored.
    // 2. There is one: it stays as it is. It may be the very one we stored, if the answer to that
    //    was lost and the client asked again; for the caller it is there all the same.
    try {
      tables.client().putItem(put);
      return true;
    } catch (ConditionalCheckFailedException exists) {
      return false;
    }
  }

  /** Empty if the standing changed meanwhile. */
  private Optional<Boolean> createWithChoices(Enrolment enrolment) {
    Standing known = standing(enrolment.subscriber().id());
    Transaction transaction =
        new Transaction(tables.client())
            .putAbsent(tables.subscribers(), SubscriberCodec.write(enrolment.subscriber()))
            .put(standings.put(known.with(enrolment.over(known.consents()))));
    // The only possible outcomes of the conditional writes:
    // 1. There is no such subscriber and their standing is as it was read: both are stored.
    // 2. There is such a subscriber: nothing is changed.
    // 3. There is none, but the standing is another: nothing is changed, and we look again.
    Transaction.Outcome outcome = transaction.write();
    if (outcome.isWritten()) {
      return Optional.of(true);
    }
    return outcome.isConditionFailed(0) ? Optional.of(false) : Optional.empty();
  }

  private Optional<Boolean> choose(Enrolment enrolment) {
    Standing known = standing(enrolment.subscriber().id());
    Standing changed = known.with(enrolment.over(known.consents()));
    boolean chosen = changed.equals(known) || standings.commit(changed) == Commit.COMMITTED;
    return chosen ? Optional.of(true) : Optional.empty();
  }

  private static boolean untilCommitted(Supplier<Optional<Boolean>> attempt) {
    for (int attempts = 0; attempts < MAX_COMMITS; attempts++) {
      Optional<Boolean> result = attempt.get();
      if (result.isPresent()) {
        return result.get();
      }
    }
    throw new IllegalStateException(
        "a standing changed " + MAX_COMMITS + " times while choices were committed: try again");
  }

  /** Reads the standing alone: it may be there before its subscriber is. */
  private Standing standing(SubscriberId id) {
    GetItemRequest get =
        GetItemRequest.builder()
            .tableName(tables.subscribers())
            .key(Keys.standingItem(id).map())
            .consistentRead(true)
            .build();
    Map<String, AttributeValue> item = tables.client().getItem(get).item();
    return item.isEmpty() ? Standing.blank(id) : StandingCodec.read(new Item(item));
  }
}
