package dev.sluice.aws.store;

import dev.sluice.scheduling.feedback.DayOfSends;
import dev.sluice.scheduling.feedback.ReputationLog;
import dev.sluice.scheduling.standing.Heard;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The fates of marketing sends by day, on DynamoDB.
 *
 * <p>Kind {@code reputation}, identifier {@code <day>#<slot>}, a number for each piece of news, as
 * in {@link DynamoFeedbackCounts}, which adds to both. A day expires after {@value #KEPT_DAYS}.
 */
public final class DynamoReputation implements ReputationLog {

  /** Long enough to look back on a bad month; a day is of use for a week. */
  private static final int KEPT_DAYS = 60;

  private static final String KIND = "reputation";

  private final ControlTable table;

  /** Creates it. */
  public DynamoReputation(Tables tables) {
    this.table = new ControlTable(tables);
  }

  @Override
  public List<DayOfSends> since(LocalDate first) {
    // At most a few weeks of 16 small items: one page.
    var query =
        table
            .ofKind(KIND)
            .keyConditionExpression("#kind = :kind AND #id >= :first")
            .expressionAttributeNames(Map.of("#kind", ControlTable.KIND, "#id", ControlTable.ID))
            .expressionAttributeValues(
                new Attributes().with(":kind", KIND).with(":first", first.toString()).map());
    return table.query(query).stream()
        .collect(Collectors.groupingBy(DynamoReputation::day, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(day -> fates(day.getKey(), DynamoFeedbackCounts.sum(day.getValue())))
        .toList();
  }

  /** Returns the write that counts what was heard of a day's sends. */
  static TransactWriteItem add(
      ControlTable table, LocalDate day, String slot, Map<Heard, Long> counts) {
    long expiresAt = day.plusDays(KEPT_DAYS).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table.name())
                .key(ControlTable.key(KIND, day + "#" + slot))
                .updateExpression(
                    "ADD " + DynamoFeedbackCounts.additions(counts) + " SET expiresAt = :expiresAt")
                .expressionAttributeNames(DynamoFeedbackCounts.names(counts))
                .expressionAttributeValues(
                    DynamoFeedbackCounts.values(counts).with(":expiresAt", expiresAt).map()))
        .build();
  }

  private static LocalDate day(Item item) {
    String id = item.text(ControlTable.ID);
    return LocalDate.parse(id.substring(0, Math.max(0, id.indexOf('#'))));
  }

  private static DayOfSends fates(LocalDate day, Map<Heard, Long> counts) {
    return new DayOfSends(
        day,
        counts.getOrDefault(Heard.DELIVERED, 0L),
        counts.getOrDefault(Heard.BOUNCED, 0L),
        counts.getOrDefault(Heard.COMPLAINED, 0L));
  }
}
