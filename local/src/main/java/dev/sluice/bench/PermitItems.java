package dev.sluice.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * The one conditional update that permits need, in memory, where DynamoDB Local would take most of
 * the measurement's time; everything else is refused.
 */
final class PermitItems implements DynamoDbClient {

  private static final String CONDITION = "attribute_not_exists(used) OR used <= :most";

  private final Map<String, Long> used = new ConcurrentHashMap<>();

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    if (!CONDITION.equals(request.conditionExpression())) {
      throw new UnsupportedOperationException("only permits are kept here");
    }
    String id = String.valueOf(request.key());
    Map<String, AttributeValue> values = request.expressionAttributeValues();
    synchronized (used) {
      long before = used.getOrDefault(id, 0L);
      if (used.containsKey(id) && before > number(values, ":most")) {
        throw ConditionalCheckFailedException.builder()
            .message("no room")
            .item(item(before))
            .build();
      }
      long after = before + number(values, ":n");
      used.put(id, after);
      return UpdateItemResponse.builder().attributes(item(after)).build();
    }
  }

  private static Map<String, AttributeValue> item(long used) {
    return Map.of("used", AttributeValue.fromN(Long.toString(used)));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing is held but memory.
  }

  private static long number(Map<String, AttributeValue> values, String name) {
    AttributeValue value = values.getOrDefault(name, AttributeValue.fromN("0"));
    return Long.parseLong(value.n());
  }
}
