package dev.sluice.dynamodb.item;

import dev.sluice.core.support.OptimisticLock;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The most items of a kind that the control table holds, enforced by a counter item.
 *
 * <p>The counter changes in the same transaction as the items it counts, so that two writers cannot
 * both take the last place, and a reader may rely on the limit when it reads all of them. The
 * transaction must have a condition that lets it succeed only once, such as that the counted item
 * is absent: then the counter changes once, however often a writer repeats itself.
 *
 * <p>Kind {@code count}, the counted kind as identifier, the number of items in {@code count}; a
 * counter that is not stored is 0.
 *
 * @param kind the kind of the counted items
 * @param max the most items of the kind
 */
public record ItemLimit(ControlTable table, String kind, int max) {

  private static final String COUNTER = "count";
  private static final Map<String, String> NAMES = Map.of("#count", "count");

  /**
   * Creates or replaces an item of the kind, which is one of the rules: the next revision of the
   * rules begins in the same transaction.
   *
   * @return false if it would be a new one beyond the limit: nothing was stored
   */
  public boolean put(Map<String, AttributeValue> item) {
    return OptimisticLock.update("the number of items", () -> tryPut(item));
  }

  private Optional<Boolean> tryPut(Map<String, AttributeValue> item) {
    RulesRevision rules = new RulesRevision(table);
    if (table.writeAll(putPresent(item), rules.increment())) {
      return Optional.of(true);
    }
    WriteTransaction.Outcome outcome =
        new WriteTransaction(table.client())
            .add(increment())
            .putAbsent(table.name(), item)
            .add(rules.increment())
            .execute();
    // The only possible outcomes of the transaction above:
    // 1. The item was absent and there was room: it is stored and counted.
    // 2. The item is stored by now, or another transaction was writing a counter: try again.
    // 3. There was no room: nothing is changed.
    if (outcome.isWritten()) {
      return Optional.of(true);
    }
    boolean tryAgain = outcome.isConditionFailed(1) || !outcome.isConditionFailed(0);
    return tryAgain ? Optional.empty() : Optional.of(false);
  }

  private TransactWriteItem putPresent(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(table.name())
                .item(item)
                .conditionExpression("attribute_exists(#id)")
                .expressionAttributeNames(Map.of("#id", ControlTable.ID)))
        .build();
  }

  /** Returns the write that counts one item more, on the condition that there is room for it. */
  public TransactWriteItem increment() {
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table.name())
                .key(ControlTable.key(COUNTER, kind))
                .updateExpression("ADD #count :one")
                .conditionExpression("attribute_not_exists(#count) OR #count < :max")
                .expressionAttributeNames(NAMES)
                .expressionAttributeValues(
                    new ItemBuilder().put(":one", 1).put(":max", max).build()))
        .build();
  }

  /** Returns the write that counts one item fewer. */
  public TransactWriteItem decrement() {
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table.name())
                .key(ControlTable.key(COUNTER, kind))
                .updateExpression("ADD #count :minusOne")
                .expressionAttributeNames(NAMES)
                .expressionAttributeValues(new ItemBuilder().put(":minusOne", -1).build()))
        .build();
  }
}
