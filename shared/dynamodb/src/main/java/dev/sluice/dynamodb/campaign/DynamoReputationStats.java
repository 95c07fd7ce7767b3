package dev.sluice.dynamodb.campaign;

import dev.sluice.core.feedback.DailySendStats;
import dev.sluice.core.feedback.MailboxProviderStats;
import dev.sluice.core.feedback.ReputationStats;
import dev.sluice.core.state.EventCountDelta;
import dev.sluice.core.state.MailboxProvider;
import dev.sluice.core.state.SendEvent;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.StoredCodes;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
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
 * For each mailbox provider the same item has up to four numbers, under a letter for the provider
 * and one for the event, such as {@code gD}; so they cost no further write.
 */
public final class DynamoReputationStats implements ReputationStats, MailboxProviderStats {

  /** Long enough to look back on a bad month; a day is of use for a week. */
  private static final int RETENTION_DAYS = 60;

  /** Items of every day that is kept, and of some that DynamoDB has not yet deleted. */
  private static final int MAX_ITEMS = 2 * RETENTION_DAYS * DynamoFeedbackCounts.SLOTS;

  private static final String KIND = "reputation";

  /** The events that are counted by provider. */
  private static final List<SendEvent> PROVIDER_EVENTS =
      List.of(SendEvent.DELIVERED, SendEvent.OPENED, SendEvent.BOUNCED, SendEvent.COMPLAINED);

  private final ControlTable table;

  public DynamoReputationStats(DynamoTables tables) {
    this.table = new ControlTable(tables);
  }

  @Override
  public List<DailySendStats> daysSince(LocalDate first) {
    return itemsByDay(first).entrySet().stream()
        .map(day -> stats(day.getKey(), DynamoFeedbackCounts.sum(day.getValue())))
        .toList();
  }

  @Override
  public List<ProviderDayStats> providersSince(LocalDate first) {
    List<ProviderDayStats> found = new ArrayList<>();
    itemsByDay(first)
        .forEach((day, slots) -> {
          for (MailboxProvider provider : MailboxProvider.values()) {
            if (PROVIDER_EVENTS.stream().anyMatch(event -> sum(slots, provider, event) != 0)) {
              found.add(
                  new ProviderDayStats(
                      day,
                      provider,
                      sum(slots, provider, SendEvent.DELIVERED),
                      sum(slots, provider, SendEvent.OPENED),
                      sum(slots, provider, SendEvent.BOUNCED),
                      sum(slots, provider, SendEvent.COMPLAINED)));
            }
          }
        });
    return found;
  }

  private static long sum(List<Item> slots, MailboxProvider provider, SendEvent event) {
    String attribute = attribute(provider, event);
    return slots.stream().mapToLong(slot -> slot.optionalNumber(attribute).orElse(0L)).sum();
  }

  private TreeMap<LocalDate, List<Item>> itemsByDay(LocalDate first) {
    var query =
        table
            .queryByKind(KIND)
            .keyConditionExpression("#kind = :kind AND #id >= :first")
            .expressionAttributeNames(Map.of("#kind", ControlTable.KIND, "#id", ControlTable.ID))
            .expressionAttributeValues(
                new ItemBuilder().put(":kind", KIND).put(":first", first.toString()).build());
    return table.queryAll(query, MAX_ITEMS).stream()
        .collect(
            Collectors.groupingBy(DynamoReputationStats::day, TreeMap::new, Collectors.toList()));
  }

  /** Returns the write that counts events of a day's sends, in all and by provider. */
  static TransactWriteItem increment(
      ControlTable table, LocalDate day, String slot, EventCountDelta delta) {
    long expiresAt = day.plusDays(RETENTION_DAYS).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    Map<String, Long> numbers = new TreeMap<>();
    delta
        .days()
        .getOrDefault(day, Map.of())
        .forEach((event, count) -> numbers.put(event.name(), count));
    delta
        .providers()
        .forEach((key, counts) ->
            PROVIDER_EVENTS.stream()
                .filter(event -> key.day().equals(day) && counts.containsKey(event))
                .forEach(event ->
                    numbers.put(attribute(key.provider(), event), counts.getOrDefault(event, 0L))));
    Map<String, String> names = new HashMap<>();
    ItemBuilder values = new ItemBuilder().put(":expiresAt", expiresAt);
    numbers.forEach((name, count) -> {
      names.put("#" + name, name);
      values.put(":" + name, count);
    });
    String additions =
        numbers.keySet().stream().map("#%1$s :%1$s"::formatted).collect(Collectors.joining(", "));
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table.name())
                .key(ControlTable.key(KIND, day + "#" + slot))
                .updateExpression("ADD " + additions + " SET expiresAt = :expiresAt")
                .expressionAttributeNames(names)
                .expressionAttributeValues(values.build()))
        .build();
  }

  private static String attribute(MailboxProvider provider, SendEvent event) {
    return StoredCodes.encode(provider) + event.name().substring(0, 1);
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
