package dev.sluice.dynamodb.ratelimit;

import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.ItemUpdate;
import dev.sluice.dynamodb.ratelimit.RateBudget.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * The permits that were taken, in the control table: an item per second.
 *
 * <table>
 *   <caption>Attributes of the kind {@code permits}</caption>
 *   <tr><th>name</th><th>type</th><th>what</th></tr>
 *   <tr><td>kind, id</td><td>S</td><td>{@code permits}, the second since the epoch</td></tr>
 *   <tr><td>used</td><td>N</td><td>taken by all mail</td></tr>
 *   <tr><td>marketing, transactional</td><td>N</td><td>taken by either; absent for none</td></tr>
 *   <tr><td>throttledAt</td><td>N</td><td>when SES throttled, epoch milliseconds, in the seconds
 *     that are marked with it; see {@link ThrottleBroadcast}</td></tr>
 *   <tr><td>expiresAt</td><td>N</td><td>when it may go, epoch seconds</td></tr>
 * </table>
 */
final class PermitCounters {

  /** Items are of use for as long as a peak is remembered, and a little longer to look into. */
  private static final Duration RETENTION = Duration.ofHours(1);

  private static final String KIND = "permits";
  private static final String THROTTLED_AT = "throttledAt";
  private static final String WITHIN_BUDGET =
      "(attribute_not_exists(used) OR used <= :most)"
          + " AND (attribute_not_exists(marketing) OR marketing <= :mostOfMarketing)"
          + " AND (attribute_not_exists(throttledAt) OR throttledAt <= :heard)";

  private final ControlTable table;

  PermitCounters(DynamoTables tables) {
    this.table = new ControlTable(tables);
  }

  /** Whether permits were taken, the usage of the second after that, and its throttling mark. */
  record TakeResult(boolean isTaken, Usage used, Optional<Instant> throttledAt) {

    private static TakeResult of(boolean isTaken, Item item) {
      return new TakeResult(
          isTaken,
          PermitCounters.used(item),
          item.optionalNumber(THROTTLED_AT).map(Instant::ofEpochMilli));
    }
  }

  /**
   * Takes permits for marketing if the budget allows them and the second is marked with no
   * throttling that the worker does not know of. The only two outcomes: all were taken, or none.
   *
   * @param lastThrottledAt the last throttling that the worker knows of
   */
  TakeResult tryTake(RateBudget budget, int permits, Optional<Instant> lastThrottledAt) {
    try {
      UpdateItemResponse response =
          table
              .client()
              .updateItem(request ->
                  request
                      .tableName(table.name())
                      .key(key(budget.second()))
                      .updateExpression("ADD used :n, marketing :n SET expiresAt = :expiresAt")
                      .conditionExpression(WITHIN_BUDGET)
                      .expressionAttributeValues(values(budget, permits, lastThrottledAt))
                      .returnValues(ReturnValue.ALL_NEW)
                      .returnValuesOnConditionCheckFailure(
                          ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return TakeResult.of(true, new Item(response.attributes()));
    } catch (ConditionalCheckFailedException refused) {
      return TakeResult.of(false, new Item(refused.item()));
    }
  }

  /** Takes permits for transactional mail, without a condition. */
  void addTransactional(long second, int permits) {
    table
        .client()
        .updateItem(request ->
            request
                .tableName(table.name())
                .key(key(second))
                .updateExpression("ADD used :n, transactional :n SET expiresAt = :expiresAt")
                .expressionAttributeValues(
                    new ItemBuilder()
                        .put(":n", permits)
                        .put(":expiresAt", expiry(second))
                        .build()));
  }

  /** Marks a second with a throttling. */
  void markThrottled(long second, Instant throttledAt) {
    Item unused =
        ItemUpdate.unconditional(key(second))
            .set("#throttledAt = :at, #expiresAt = :expiresAt")
            .bind(":at", throttledAt)
            .bind(":expiresAt", ItemBuilder.number(expiry(second)))
            .execute(table);
  }

  /**
   * Returns how many permits were taken by all mail, as last written.
   *
   * @param from the first second
   * @param until the second after the last
   */
  long used(long from, long until) {
    return table
        .queryAll(between(from, until).consistentRead(true), Math.toIntExact(until - from))
        .stream()
        .map(PermitCounters::used)
        .mapToLong(Usage::all)
        .sum();
  }

  /**
   * Returns the permits of transactional mail by second: one query of less than 0.1 MB for a
   * quarter of an hour, some ten read units.
   *
   * @param from the first second
   * @param until the second after the last
   */
  SortedMap<Long, Long> transactionalBySecond(long from, long until) {
    QueryRequest.Builder query =
        between(from, until)
            .filterExpression("attribute_exists(transactional)")
            .projectionExpression("#id, transactional");
    SortedMap<Long, Long> bySecond = new TreeMap<>();
    table
        .queryAll(query, Math.toIntExact(until - from))
        .forEach(item ->
            bySecond.put(Long.valueOf(item.text(ControlTable.ID)), item.number("transactional")));
    return bySecond;
  }

  private QueryRequest.Builder between(long from, long until) {
    return QueryRequest.builder()
        .tableName(table.name())
        .keyConditionExpression("#kind = :kind AND #id BETWEEN :from AND :last")
        .expressionAttributeNames(Map.of("#kind", ControlTable.KIND, "#id", ControlTable.ID))
        .expressionAttributeValues(
            new ItemBuilder()
                .put(":kind", KIND)
                .put(":from", Long.toString(from))
                .put(":last", Long.toString(until - 1))
                .build());
  }

  private static Usage used(Item item) {
    return new Usage(
        item.optionalNumber("used").orElse(0L), item.optionalNumber("marketing").orElse(0L));
  }

  private static Map<String, AttributeValue> values(
      RateBudget budget, int permits, Optional<Instant> lastThrottledAt) {
    return new ItemBuilder()
        .put(":n", permits)
        .put(":most", budget.maxTotal() - permits)
        .put(":mostOfMarketing", budget.maxMarketing() - permits)
        .put(":heard", lastThrottledAt.map(Instant::toEpochMilli).orElse(0L))
        .put(":expiresAt", expiry(budget.second()))
        .build();
  }

  private static Map<String, AttributeValue> key(long second) {
    return ControlTable.key(KIND, Long.toString(second));
  }

  private static long expiry(long second) {
    return Instant.ofEpochSecond(second).plus(RETENTION).getEpochSecond();
  }
}
