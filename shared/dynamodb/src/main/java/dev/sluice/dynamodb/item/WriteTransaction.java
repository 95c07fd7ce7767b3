package dev.sluice.dynamodb.item;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Several conditional writes that happen together or not at all.
 *
 * <p>Each costs twice the units of a write alone. The client gives every request a token, so that
 * one whose response was lost is not made twice.
 */
public final class WriteTransaction {

  private static final String CONDITION_FAILED = "ConditionalCheckFailed";

  /** The cancellation code for an item that another transaction is writing. */
  private static final String CONFLICT = "TransactionConflict";

  private final DynamoDbClient client;
  private final List<TransactWriteItem> writes = new ArrayList<>();

  public WriteTransaction(DynamoDbClient client) {
    this.client = client;
  }

  /** Adds an item that must not exist yet. */
  public WriteTransaction putAbsent(String table, Map<String, AttributeValue> item) {
    String key = item.containsKey(SubscriberKeys.ITEM) ? SubscriberKeys.ITEM : ControlTable.ID;
    return put(
        Put.builder()
            .tableName(table)
            .item(item)
            .conditionExpression("attribute_not_exists(#key)")
            .expressionAttributeNames(Map.of("#key", key))
            .build());
  }

  public WriteTransaction put(Put put) {
    return add(TransactWriteItem.builder().put(put).build());
  }

  public WriteTransaction delete(Delete delete) {
    return add(TransactWriteItem.builder().delete(delete).build());
  }

  public WriteTransaction add(TransactWriteItem write) {
    writes.add(write);
    return this;
  }

  /**
   * Makes all the writes, or none.
   *
   * @throws TransactionCanceledException if neither a condition nor a conflict stood against it
   */
  public Outcome execute() {
    try {
      client.transactWriteItems(TransactWriteItemsRequest.builder().transactItems(writes).build());
      return new Outcome(List.of());
    } catch (TransactionCanceledException cancelled) {
      List<String> reasons =
          cancelled.cancellationReasons().stream()
              .map(reason -> String.valueOf(reason.code()))
              .toList();
      if (reasons.contains(CONDITION_FAILED) || reasons.contains(CONFLICT)) {
        return new Outcome(reasons);
      }
      throw cancelled;
    }
  }

  /**
   * The outcome of a transaction.
   *
   * @param reasons why nothing was written, by write; none if all was
   */
  public record Outcome(List<String> reasons) {

    public boolean isWritten() {
      return reasons.isEmpty();
    }

    /** Returns whether the condition of that write did not hold. */
    public boolean isConditionFailed(int write) {
      return write < reasons.size() && reasons.get(write).equals(CONDITION_FAILED);
    }
  }
}
