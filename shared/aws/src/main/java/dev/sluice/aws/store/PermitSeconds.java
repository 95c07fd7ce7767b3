package dev.sluice.aws.store;

import dev.sluice.aws.store.RateRoom.Used;
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
 *   <tr><td>used</td><td>N</td><td>taken by everybody</td></tr>
 *   <tr><td>marketing, transactional</td><td>N</td><td>taken by either; absent for none</td></tr>
 *   <tr><td>throttledAt</td><td>N</td><td>when SES throttled, epoch milliseconds, in the seconds
 *     that tell of it; see {@link Throttling}</td></tr>
 *   <tr><td>expiresAt</td><td>N</td><td>when it may go, epoch seconds</td></tr>
 * </table>
 */
final class PermitSeconds {

  /** Items are of use for as long as a peak is remembered, and a little longer to look into. */
  private static final Duration KEPT = Duration.ofHours(1);

  private static final String KIND = "permits";
  private static final String THROTTLED_AT = "throttledAt";
  private static final String ROOM =
      "(attribute_not_exists(used) OR used <= :most)"
          + " AND (attribute_not_exists(marketing) OR marketing <= :mostOfMarketing)"
          + " AND (attribute_not_exists(throttledAt) OR throttledAt <= :heard)";

  private final ControlTable table;

  PermitSeconds(Tables tables) {
    this.table = new ControlTable(tables);
  }

  /** Whether permits were taken, what is used of the second then, and of what it tells. */
  record Taken(boolean isTaken, Used used, Optional<Instant> throttledAt) {

    private static Taken of(boolean isTaken, Item item) {
      return new Taken(
          isTaken,
          PermitSeconds.used(item),
          item.optionalNumber(THROTTLED_AT).map(Instant::ofEpochMilli));
    }
  }

  /**
   * Takes permits for marketing if there is room, and the second tells of no throttling that the
   * worker has not heard of. The only two outcomes: all were taken, or none was.
   *
   * @param heard the last throttling that the worker knows of
   */
  Taken take(RateRoom room, int permits, Optional<Instant> heard) {
    try {
      UpdateItemResponse response =
          table
              .client()
              .updateItem(request ->
                  request
                      .tableName(table.name())
                      .key(key(room.second()))
                      .updateExpression("ADD used :n, marketing :n SET expiresAt = :expiresAt")
                      .conditionExpression(ROOM)
                      .expressionAttributeValues(values(room, permits, heard))
                      .returnValues(ReturnValue.ALL_NEW)
                      .returnValuesOnConditionCheckFailure(
                          ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return Taken.of(true, new Item(response.attributes()));
    } catch (ConditionalCheckFailedException refused) {
      return Taken.of(false, new Item(refused.item()));
    }
  }

  /** Takes permits for transactional mail, whether there is room or not. */
  void add(long second, int permits) {
    table
        .client()
        .updateItem(request ->
            request
                .tableName(table.name())
                .key(key(second))
                .updateExpression("ADD used :n, transactional :n SET expiresAt = :expiresAt")
                .expressionAttributeValues(
                    new Attributes().with(":n", permits).with(":expiresAt", expiry(second)).map()));
  }

  /** Lets a second tell that SES throttled. */
  void mark(long second, Instant throttledAt) {
    Item unused =
        Update.always(key(second))
            .set("#throttledAt = :at, #expiresAt = :expiresAt")
            .with(":at", throttledAt)
            .with(":expiresAt", Attributes.number(expiry(second)))
            .write(table);
  }

  /**
   * Returns how many permits were taken by everybody, as last written.
   *
   * @param from the first second
   * @param until the second after the last
   */
  long used(long from, long until) {
    return table.query(between(from, until).consistentRead(true)).stream()
        .map(PermitSeconds::used)
        .mapToLong(Used::all)
        .sum();
  }

  /**
   * Returns the permits of transactional mail by second: one query of less than 0.1 MB for a
   * quarter of an hour, some ten read units.
   *
   * @param from the first second
   * @param until the second after the last
   */
  SortedMap<Long, Long> transactional(long from, long until) {
    QueryRequest.Builder query =
        between(from, until)
            .filterExpression("attribute_exists(transactional)")
            .projectionExpression("#id, transactional");
    SortedMap<Long, Long> bySecond = new TreeMap<>();
    table
        .query(query)
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
            new Attributes()
                .with(":kind", KIND)
                .with(":from", Long.toString(from))
                .with(":last", Long.toString(until - 1))
                .map());
  }

  private static Used used(Item item) {
    return new Used(
        item.optionalNumber("used").orElse(0L), item.optionalNumber("marketing").orElse(0L));
  }

  private static Map<String, AttributeValue> values(
      RateRoom room, int permits, Optional<Instant> heard) {
    return new Attributes()
        .with(":n", permits)
        .with(":most", room.mostOfAll() - permits)
        .with(":mostOfMarketing", room.mostOfMarketing() - permits)
        .with(":heard", heard.map(Instant::toEpochMilli).orElse(0L))
        .with(":expiresAt", expiry(room.second()))
        .map();
  }

  private static Map<String, AttributeValue> key(long second) {
    return ControlTable.key(KIND, Long.toString(second));
  }

  private static long expiry(long second) {
    return Instant.ofEpochSecond(second).plus(KEPT).getEpochSecond();
  }
}
