package dev.sluice.dynamodb.campaign;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.feedback.SendEventCounts;
import dev.sluice.core.state.EventCountDelta;
import dev.sluice.core.state.SendEvent;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Counts of send events in DynamoDB: an item per campaign and slot, with a number for each event.
 *
 * <p>Kind {@code heard#<campaign>}, the slot as identifier. A transaction takes any slot, so that
 * concurrent ones rarely write the same item; readers add the slots up. Sends are counted by the
 * day they were committed on as well, see {@link DynamoReputationStats}.
 */
public final class DynamoFeedbackCounts implements SendEventCounts {

  /** Twice as many as run concurrently at most, so that two of them seldom choose the same one. */
  static final int SLOTS = 16;

  private static final String KIND = "heard#";

  private final ControlTable table;
  private final RandomGenerator random;

  public DynamoFeedbackCounts(DynamoTables tables) {
    this(tables, new SecureRandom());
  }

  /**
   * Creates the counts.
   *
   * @param random chooses slots
   */
  public DynamoFeedbackCounts(DynamoTables tables, RandomGenerator random) {
    this.table = new ControlTable(tables);
    this.random = random;
  }

  /**
   * Returns the writes that count events: one for each campaign and each day, to go into the
   * transaction that writes the states.
   */
  public List<TransactWriteItem> increments(EventCountDelta delta) {
    String slot = slot(random.nextInt(SLOTS));
    List<TransactWriteItem> additions = new ArrayList<>();
    delta
        .campaigns()
        .forEach((campaign, counts) ->
            additions.add(increment(ControlTable.key(KIND + campaign.value(), slot), counts)));
    delta
        .days()
        .keySet()
        .forEach(day -> additions.add(DynamoReputationStats.increment(table, day, slot, delta)));
    return additions;
  }

  @Override
  public Map<SendEvent, Long> countsOf(CampaignId campaign) {
    return sum(table.queryAll(table.queryByKind(KIND + campaign.value()), SLOTS));
  }

  static Map<SendEvent, Long> sum(List<Item> items) {
    Map<SendEvent, Long> sum = new EnumMap<>(SendEvent.class);
    for (Item item : items) {
      for (SendEvent event : SendEvent.values()) {
        item.optionalNumber(event.name()).ifPresent(count -> sum.merge(event, count, Long::sum));
      }
    }
    return sum;
  }

  private TransactWriteItem increment(
      Map<String, AttributeValue> key, Map<SendEvent, Long> counts) {
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table.name())
                .key(key)
                .updateExpression("ADD " + increments(counts))
                .expressionAttributeNames(names(counts))
                .expressionAttributeValues(values(counts).build()))
        .build();
  }

  static String increments(Map<SendEvent, Long> counts) {
    return counts.keySet().stream()
        .map(event -> "#%1$s :%1$s".formatted(event.name()))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  static Map<String, String> names(Map<SendEvent, Long> counts) {
    return counts.keySet().stream()
        .collect(Collectors.toMap(event -> "#" + event.name(), SendEvent::name));
  }

  static ItemBuilder values(Map<SendEvent, Long> counts) {
    ItemBuilder values = new ItemBuilder();
    counts.forEach((event, count) -> values.put(":" + event.name(), count));
    return values;
  }

  private static String slot(int number) {
    return "%02d".formatted(number);
  }
}
