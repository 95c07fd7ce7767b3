package dev.sluice.aws.store;

import dev.sluice.scheduling.transactional.MessageId;
import dev.sluice.scheduling.transactional.MessageStore;
import dev.sluice.scheduling.transactional.TransactionalMessage;
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

  /** Creates it. */
  public DynamoMessageStore(Tables tables) {
    this(tables, new SecureRandom()::nextLong);
  }

  /**
   * Creates it.
   *
   * @param writes gives every write a number of its own
   */
  public DynamoMessageStore(Tables tables, LongSupplier writes) {
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
                ? MessageCodec.read(new Item(lost.item()))
                : read(message.id()).orElseThrow(() -> lost));
  }

  @Override
  public Optional<TransactionalMessage> read(MessageId id) {
    return table.get(MessageCodec.kind(id), id.value()).map(MessageCodec::read);
  }

  @Override
  public boolean replace(TransactionalMessage changed, int turn) {
    return put(
            changed,
            request ->
                request
                    .conditionExpression("#state = :pending AND #turn = :turn")
                    .expressionAttributeNames(
                        Map.of("#state", MessageCodec.STATE, "#turn", MessageCodec.TURN))
                    .expressionAttributeValues(
                        new Attributes()
                            .with(":pending", MessageCodec.PENDING)
                            .with(":turn", turn)
                            .map()))
        .isEmpty();
  }

  /**
   * Stores a message on a condition. The only outcomes:
   *
   * <ol>
   *   <li>The condition holds: it is stored, and nothing is returned.
   *   <li>It does not, as this very write went through before, its answer was lost, and the client
   *       asked again: what is stored carries this write's number, and it counts.
   *   <li>It does not: nothing is changed, and the failure with what is stored is returned.
   *   <li>No answer at all: whether it was stored is not known, and the caller learns of it.
   * </ol>
   */
  private Optional<ConditionalCheckFailedException> put(
      TransactionalMessage message, Condition condition) {
    long write = writes.getAsLong();
    PutItemRequest.Builder request =
        PutItemRequest.builder()
            .tableName(table.name())
            .item(MessageCodec.write(message, write))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    try {
      table.client().putItem(condition.on(request).build());
      return Optional.empty();
    } catch (ConditionalCheckFailedException lost) {
      boolean ours =
          lost.hasItem()
              && new Item(lost.item())
                  .optionalNumber(MessageCodec.WRITE)
                  .filter(number -> number == write)
                  .isPresent();
      return ours ? Optional.empty() : Optional.of(lost);
    }
  }

  @FunctionalInterface
  private interface Condition {
    PutItemRequest.Builder on(PutItemRequest.Builder request);
  }
}
