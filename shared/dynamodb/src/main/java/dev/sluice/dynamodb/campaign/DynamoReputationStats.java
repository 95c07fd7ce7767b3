package dev.sluice.dynamodb.campaign;

import dev.sluice.core.feedback.DailySendStats;
import dev.sluice.core.feedback.ReputationStats;
import dev.sluice.core.state.SendEvent;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The events of marketing sends by day, in DynamoDB.
 *
 * <p>Kind {@code reputation}, identifier {@code <day>#<slot>}, a number for each event, as in
 * {@link DynamoFeedbackCounts}, which adds to both. A day expires after {@value #RETENTION_DAYS}.
 */
public final class DynamoReputationStats implements ReputationStats {

  /** Long enough to look back on a bad month; a day is of use for a week. */
  private static final int RETENTION_DAYS = 60;

  /** Items of every day that is kept, and of some that DynamoDB has not yet deleted. */
  private static final int MAX_ITEMS = 2 * RETENTION_DAYS * DynamoFeedbackCounts.SLOTS;

  private static final String KIND = "reputation";

  private final ControlTable table;

  public DynamoReputationStats(DynamoTables tables) {
    this.table = new ControlTable(tables);
  }

  @Override
  public List<DailySendStats> daysSince(LocalDate first) {
    var query =
        table
            .queryByKind(KIND)
            .keyConditionExpression("#kind = :kind AND #id >= :first")
            .expressionAttributeNames(Map.of("#kind", ControlTable.KIND, "#id", ControlTable.ID))
            .expressionAttributeValues(
                new ItemBuilder().put(":kind", KIND).put(":first", first.toString()).build());
    return table.queryAll(query, MAX_ITEMS).stream()
        .collect(
            Collectors.groupingBy(DynamoReputationStats::day, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(day -> stats(day.getKey(), DynamoFeedbackCounts.sum(day.getValue())))
        .toList();
  }

  /** Returns the write that counts events of a day's sends. */
  static TransactWriteItem increment(
      ControlTable table, LocalDate day, String slot, Map<SendEvent, Long> counts) {
    long expiresAt = day.plusDays(RETENTION_DAYS).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table.name())
                .key(ControlTable.key(KIND, day + "#" + slot))
                .updateExpression(
                    "ADD "
                        + DynamoFeedbackCounts.increments(counts)
                        + " SET expiresAt = :expiresAt")
                .expressionAttributeNames(DynamoFeedbackCounts.names(counts))
                .expressionAttributeValues(
                    DynamoFeedbackCounts.values(counts).put(":expiresAt", expiresAt).build()))
        .build();
  }

  private static LocalDate day(Item item) {
    String id = item.text(ControlTable.ID);
    return LocalDate.parse(id.substring(0, Math.max(0, id.indexOf('#'))));
  }

  private static DailySendStats stats(LocalDate day, Map<SendEvent, Long> counts) {
    return new DailySendStats(
        day,
        counts.getOrDefault(SendEvent.DELIVERED, 0L),
        counts.getOrDefault(SendEvent.BOUNCED, 0L),
        counts.getOrDefault(SendEvent.COMPLAINED, 0L));
  }
}
