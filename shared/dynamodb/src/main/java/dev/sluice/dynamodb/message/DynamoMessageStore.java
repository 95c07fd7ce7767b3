package dev.sluice.dynamodb.message;

import dev.sluice.core.transactional.MessageId;
import dev.sluice.core.transactional.MessageStore;
import dev.sluice.core.transactional.TransactionalMessage;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Transactional messages in the control table: kind {@code message#} and the first two digits of
 * the identifier, the identifier.
 */
public final class DynamoMessageStore implements MessageStore {

  private final ControlTable table;
  private final LongSupplier writes;

  public DynamoMessageStore(DynamoTables tables) {
    this(tables, new SecureRandom()::nextLong);
  }

  /**
   * Creates it.
   *
   * @param writes supplies a different number for every write
   */
  public DynamoMessageStore(DynamoTables tables, LongSupplier writes) {
    this.table = new ControlTable(tables);
    this.writes = writes;
  }

  @Override
  public Optional<TransactionalMessage> create(TransactionalMessage message) {
    return put(
            message,
            request ->
                request
                    .conditionExpression("attribute_not_exists(#id)")
                    .expressionAttributeNames(Map.of("#id", ControlTable.ID)))
        .map(lost ->
            lost.hasItem()
                ? TransactionalMessageCodec.decode(new Item(lost.item()))
                : find(message.id()).orElseThrow(() -> lost));
  }

  @Override
  public Optional<TransactionalMessage> find(MessageId id) {
    return table
        .find(TransactionalMessageCodec.kind(id), id.value())
        .map(TransactionalMessageCodec::decode);
  }

  @Override
  public boolean replace(TransactionalMessage changed, int turn) {
    return put(
            changed,
            request ->
                request
                    .conditionExpression("#state = :pending AND #turn = :turn")
                    .expressionAttributeNames(
                        Map.of(
                            "#state",
                            TransactionalMessageCodec.STATE,
                            "#turn",
                            TransactionalMessageCodec.TURN))
                    .expressionAttributeValues(
                        new ItemBuilder()
                            .put(":pending", TransactionalMessageCodec.PENDING)
                            .put(":turn", turn)
                            .build()))
        .isEmpty();
  }

  /**
   * Stores a message on a condition. The only outcomes:
   *
   * <ol>
   *   <li>The condition holds: it is stored, and nothing is returned.
   *   <li>It does not hold, because this very write succeeded before, its response was lost, and
   *       the client repeated it: the stored item has this write's number, and the write counts.
   *   <li>It does not hold: nothing is changed, and the failure with the stored item is returned.
   *   <li>No response at all: whether it was stored is unknown, and the caller gets the exception.
   * </ol>
   */
  private Optional<ConditionalCheckFailedException> put(
      TransactionalMessage message, Condition condition) {
    long write = writes.getAsLong();
    PutItemRequest.Builder request =
        PutItemRequest.builder()
            .tableName(table.name())
            .item(TransactionalMessageCodec.encode(message, write))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    try {
      table.client().putItem(condition.applyTo(request).build());
      return Optional.empty();
    } catch (ConditionalCheckFailedException lost) {
      boolean ours =
          lost.hasItem()
              && new Item(lost.item())
                  .optionalNumber(TransactionalMessageCodec.WRITE)
                  .filter(number -> number == write)
                  .isPresent();
      return ours ? Optional.empty() : Optional.of(lost);
    }
  }

  @FunctionalInterface
  private interface Condition {
    PutItemRequest.Builder applyTo(PutItemRequest.Builder request);
  }
}
