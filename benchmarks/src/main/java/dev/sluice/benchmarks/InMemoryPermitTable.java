package dev.sluice.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * An in-memory DynamoDB client for permits, since DynamoDB Local would take most of the
 * measurement's time: it supports their conditional update and reads that find no transactional
 * peak and no throttling; everything else fails.
 */
final class InMemoryPermitTable implements DynamoDbClient {

  private static final String CONDITION =
      "(attribute_not_exists(used) OR used <= :most)"
          + " AND (attribute_not_exists(marketing) OR marketing <= :mostOfMarketing)"
          + " AND (attribute_not_exists(throttledAt) OR throttledAt <= :heard)";

  /** Permits by second; without transactional mail all of them are marketing's. */
  private final Map<String, Long> used = new ConcurrentHashMap<>();

  private final AtomicLong writes = new AtomicLong();

  /** Returns the number of writes, failed ones included: they cost as much. */
  long writes() {
    return writes.get();
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    if (!CONDITION.equals(request.conditionExpression())) {
      throw new UnsupportedOperationException("only permits are kept here");
    }
    writes.incrementAndGet();
    String id = String.valueOf(request.key());
    Map<String, AttributeValue> values = request.expressionAttributeValues();
    synchronized (used) {
      long before = used.getOrDefault(id, 0L);
      long most = Math.min(number(values, ":most"), number(values, ":mostOfMarketing"));
      if (used.containsKey(id) && before > most) {
        throw ConditionalCheckFailedException.builder()
            .message("the second is full")
            .item(item(before))
            .build();
      }
      long after = before + number(values, ":n");
      used.put(id, after);
      return UpdateItemResponse.builder().attributes(item(after)).build();
    }
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    return QueryResponse.builder().items(List.of()).build();
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return GetItemResponse.builder().build();
  }

  private static Map<String, AttributeValue> item(long used) {
    AttributeValue number = AttributeValue.fromN(Long.toString(used));
    return Map.of("used", number, "marketing", number);
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
