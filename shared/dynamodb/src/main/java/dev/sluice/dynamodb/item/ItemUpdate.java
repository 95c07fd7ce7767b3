package dev.sluice.dynamodb.item;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * A change of one item, conditional or not, of the control table.
 *
 * <p>Attributes are written {@code #name} in expressions: some names are reserved words.
 */
public final class ItemUpdate {

  private static final Pattern NAME = Pattern.compile("#(\\w+)");

  private final Map<String, AttributeValue> key;
  private final List<String> sets = new ArrayList<>();
  private final List<String> removes = new ArrayList<>();
  private final Optional<String> condition;
  private final ItemBuilder values = new ItemBuilder();

  /** Starts the change of an item that is made only if a condition holds. */
  public ItemUpdate(Map<String, AttributeValue> key, String condition) {
    this(key, Optional.of(condition));
  }

  private ItemUpdate(Map<String, AttributeValue> key, Optional<String> condition) {
    this.key = key;
    this.condition = condition;
  }

  /** Starts the unconditional change of an item, which creates the item if it is absent. */
  public static ItemUpdate unconditional(Map<String, AttributeValue> key) {
    return new ItemUpdate(key, Optional.empty());
  }

  public ItemUpdate set(String assignments) {
    sets.add(assignments);
    return this;
  }

  public ItemUpdate remove(String names) {
    removes.add(names);
    return this;
  }

  public ItemUpdate bind(String placeholder, AttributeValue value) {
    values.put(placeholder, value);
    return this;
  }

  public ItemUpdate bind(String placeholder, String value) {
    return bind(placeholder, ItemBuilder.text(value));
  }

  public ItemUpdate bind(String placeholder, Instant value) {
    return bind(placeholder, ItemBuilder.number(value.toEpochMilli()));
  }

  /**
   * Makes the change and returns the item as it is then.
   *
   * @throws software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException with the
   *     item as it is, if the condition does not hold
   */
  public Item execute(ControlTable table) {
    UpdateItemRequest.Builder request =
        UpdateItemRequest.builder()
            .tableName(table.name())
            .key(key)
            .updateExpression(expression())
            .expressionAttributeNames(names())
            .expressionAttributeValues(values.build())
            .returnValues(ReturnValue.ALL_NEW)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    condition.ifPresent(request::conditionExpression);
    return new Item(table.client().updateItem(request.build()).attributes());
  }

  /** Returns the change as a part of a transaction. */
  public TransactWriteItem toTransactWrite(ControlTable table) {
    return TransactWriteItem.builder()
        .update(update -> {
          update
              .tableName(table.name())
              .key(key)
              .updateExpression(expression())
              .expressionAttributeNames(names())
              .expressionAttributeValues(values.build());
          condition.ifPresent(update::conditionExpression);
        })
        .build();
  }

  private String expression() {
    return (clause("SET", sets) + clause("REMOVE", removes)).strip();
  }

  private Map<String, String> names() {
    return NAME.matcher(expression() + " " + condition.orElse(""))
        .results()
        .map(found -> found.group(1))
        .distinct()
        .collect(Collectors.toMap(name -> "#" + name, name -> name));
  }

  private static String clause(String verb, List<String> parts) {
    return parts.isEmpty() ? "" : verb + " " + String.join(", ", parts) + " ";
  }
}
