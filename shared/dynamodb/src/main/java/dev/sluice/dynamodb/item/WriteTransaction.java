package dev.sluice.dynamodb.item;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
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

  private static final Set<String> RETRIABLE = Set.of(CONDITION_FAILED, CONFLICT);

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
      List<Reason> reasons = cancelled.cancellationReasons().stream().map(Reason::of).toList();
      if (reasons.stream().map(Reason::code).anyMatch(RETRIABLE::contains)) {
        return new Outcome(reasons);
      }
      throw cancelled;
    }
  }

  /**
   * Why a write was not made.
   *
   * @param stored what is stored, if the write asked for it and its condition did not hold
   */
  public record Reason(String code, Optional<Item> stored) {

    private static Reason of(CancellationReason reason) {
      return new Reason(
          String.valueOf(reason.code()),
          reason.hasItem() ? Optional.of(new Item(reason.item())) : Optional.empty());
    }
  }

  /**
   * The outcome of a transaction.
   *
   * @param reasons why nothing was written, by write; none if all was
   */
  public record Outcome(List<Reason> reasons) {

    public boolean isWritten() {
      return reasons.isEmpty();
    }

    /** Returns whether the condition of that write did not hold. */
    public boolean isConditionFailed(int write) {
      return write < reasons.size() && reasons.get(write).code().equals(CONDITION_FAILED);
    }

    /** Returns what is stored in place of that write, if its condition did not hold. */
    public Optional<Item> storedItem(int write) {
      return isConditionFailed(write) ? reasons.get(write).stored() : Optional.empty();
    }
  }
}
