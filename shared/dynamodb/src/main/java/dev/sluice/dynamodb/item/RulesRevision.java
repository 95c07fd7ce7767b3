package dev.sluice.dynamodb.item;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The revision of the rules: a counter that grows in the same transaction as every change of the
 * policy, a topic, a segment, a campaign or the marketing hold.
 *
 * <p>A shard compares it with the revision by which it has replanned what waits, and a worker with
 * the revision of the rules that it holds in memory. So a change costs one small write more, and no
 * worker has to be notified.
 *
 * <p>Kind {@code rules}, identifier {@code revision}, the number in {@code revision}; a counter
 * that is not stored is 0.
 */
public record RulesRevision(ControlTable table) {

  private static final String KIND = "rules";
  private static final String REVISION = "revision";

  /** Returns the revision as last written. */
  public long current() {
    return table.find(KIND, REVISION).map(item -> item.number(REVISION)).orElse(0L);
  }

  /** Returns the write that begins the next revision. */
  public TransactWriteItem increment() {
    Map<String, AttributeValue> values = new ItemBuilder().put(":one", 1).build();
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table.name())
                .key(ControlTable.key(KIND, REVISION))
                .updateExpression("ADD #revision :one")
                .expressionAttributeNames(Map.of("#revision", REVISION))
                .expressionAttributeValues(values))
        .build();
  }
}
