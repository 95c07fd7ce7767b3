package dev.sluice.aws.store;

import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.feedback.FeedbackCounts;
import dev.sluice.scheduling.feedback.News;
import dev.sluice.scheduling.standing.Heard;
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
 * Counts of what was heard, on DynamoDB: an item per campaign and slot, with a number for each
 * piece of news.
 *
 * <p>Kind {@code heard#<campaign>}, the slot as identifier. A transaction takes any slot, so that
 * those which run side by side rarely meet on an item; readers sum the slots up. Sends are counted
 * by the day they were committed on as well, see {@link DynamoReputation}.
 */
public final class DynamoFeedbackCounts implements FeedbackCounts {

  /** Twice as many as run side by side at most, so that two of them seldom want the same one. */
  static final int SLOTS = 16;

  private static final String KIND = "heard#";

  private final ControlTable table;
  private final RandomGenerator random;

  /** Creates it. */
  public DynamoFeedbackCounts(Tables tables) {
    this(tables, new SecureRandom());
  }

  /**
   * Creates it.
   *
   * @param random chooses slots
   */
  public DynamoFeedbackCounts(Tables tables, RandomGenerator random) {
    this.table = new ControlTable(tables);
    this.random = random;
  }

  /**
   * Returns the writes that count news: one for each campaign and each day, to go into the
   * transaction that writes the standings.
   */
  List<TransactWriteItem> additions(News news) {
    String slot = slot(random.nextInt(SLOTS));
    List<TransactWriteItem> additions = new ArrayList<>();
    news.campaigns()
        .forEach((campaign, counts) ->
            additions.add(add(ControlTable.key(KIND + campaign.value(), slot), counts)));
    news.days()
        .forEach((day, counts) -> additions.add(DynamoReputation.add(table, day, slot, counts)));
    return additions;
  }

  @Override
  public Map<Heard, Long> of(CampaignId campaign) {
    return sum(table.query(table.ofKind(KIND + campaign.value())));
  }

  static Map<Heard, Long> sum(List<Item> items) {
    Map<Heard, Long> sum = new EnumMap<>(Heard.class);
    for (Item item : items) {
      for (Heard piece : Heard.values()) {
        item.optionalNumber(piece.name()).ifPresent(count -> sum.merge(piece, count, Long::sum));
      }
    }
    return sum;
  }

  private TransactWriteItem add(Map<String, AttributeValue> key, Map<Heard, Long> counts) {
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table.name())
                .key(key)
                .updateExpression("ADD " + additions(counts))
                .expressionAttributeNames(names(counts))
                .expressionAttributeValues(values(counts).map()))
        .build();
  }

  static String additions(Map<Heard, Long> counts) {
    return counts.keySet().stream()
        .map(piece -> "#%1$s :%1$s".formatted(piece.name()))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  static Map<String, String> names(Map<Heard, Long> counts) {
    return counts.keySet().stream()
        .collect(Collectors.toMap(piece -> "#" + piece.name(), Heard::name));
  }

  static Attributes values(Map<Heard, Long> counts) {
    Attributes values = new Attributes();
    counts.forEach((piece, count) -> values.with(":" + piece.name(), count));
    return values;
  }

  private static String slot(int number) {
    return "%02d".formatted(number);
  }
}
