package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.policy.TopicId;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.StoredCodes;
import dev.sluice.dynamodb.item.SubscriberKeys;
import dev.sluice.dynamodb.item.UnreadableItemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Encodes the records of one action as an item.
 *
 * <table>
 *   <caption>Attributes; what is empty is not stored</caption>
 *   <tr><th>name</th><th>type</th><th>what</th></tr>
 *   <tr><td>shard, item</td><td>S</td><td>key, see {@link ConsentRecordKeys}</td></tr>
 *   <tr><td>t</td><td>N</td><td>when, epoch milliseconds</td></tr>
 *   <tr><td>m</td><td>S</td><td>means: 1 P A F</td></tr>
 *   <tr><td>g</td><td>S</td><td>campaign</td></tr>
 *   <tr><td>x</td><td>L of S</td>
 *     <td>changes: T, + or -, a letter for the cadence, topic; L unsubscribed from all; R returned; P and epoch
 *     milliseconds for paused; G resumed; S and the cause; U unsuppressed, followed by + if despite a complaint or -, and the reason, if the team requested it; E erased; B erasure lifted</td></tr>
 * </table>
 */
final class ConsentRecordCodec {

  private static final String AT = "t";
  private static final String MEANS = "m";
  private static final String CAMPAIGN = "g";
  private static final String CHANGES = "x";

  private static final char DESPITE = '+';
  private static final char NO_COMPLAINT = '-';

  /** A sign and a letter, as {@link ConsentsCodec} has them. */
  private static final int CHOICE_LENGTH = 2;

  private ConsentRecordCodec() {}

  /**
   * Returns the records of one action, all with the same instant and source, as the item to store.
   */
  static Map<String, AttributeValue> encode(List<ConsentRecord> act, long version) {
    ConsentRecord first = act.getFirst();
    return ConsentRecordKeys.key(first.subscriber(), version)
        .put(AT, first.at().toEpochMilli())
        .put(MEANS, StoredCodes.encode(first.source()))
        .putIfPresent(CAMPAIGN, first.campaign(), campaign -> ItemBuilder.text(campaign.value()))
        .put(
            CHANGES,
            ItemBuilder.list(act, record -> ItemBuilder.text(encodeChange(record.change()))))
        .build();
  }

  static List<ConsentRecord> decode(Item item) {
    Instant at = Instant.ofEpochMilli(item.number(AT));
    ConsentSource means = StoredCodes.decodeMeans(item.text(MEANS));
    Optional<CampaignId> campaign = item.optionalText(CAMPAIGN).map(CampaignId::new);
    return item.texts(CHANGES).stream()
        .map(change ->
            new ConsentRecord(
                at, SubscriberKeys.subscriberIdOf(item), decodeChange(change), means, campaign))
        .toList();
  }

  private static String encodeChange(ConsentChange change) {
    return switch (change) {
      case ConsentChange.TopicChosen(var topic, var choice) ->
          "T" + ConsentsCodec.encodeText(choice) + topic.value();
      case ConsentChange.UnsubscribedFromAll _ -> "L";
      case ConsentChange.Resubscribed _ -> "R";
      case ConsentChange.Paused(var until) -> "P" + until.toEpochMilli();
      case ConsentChange.Resumed _ -> "G";
      case ConsentChange.Suppressed(var cause) -> "S" + StoredCodes.encode(cause);
      case ConsentChange.Unsuppressed(var reason, boolean despiteComplaint) ->
          "U" + reason.map(why -> (despiteComplaint ? DESPITE : NO_COMPLAINT) + why).orElse("");
      case ConsentChange.Erased _ -> "E";
      case ConsentChange.ErasureLifted _ -> "B";
    };
  }

  private static ConsentChange decodeChange(String stored) {
    String rest = stored.isEmpty() ? "" : stored.substring(1);
    return switch (stored.isEmpty() ? ' ' : stored.charAt(0)) {
      case 'T' ->
          new ConsentChange.TopicChosen(
              new TopicId(rest.substring(CHOICE_LENGTH)),
              ConsentsCodec.decodeChoice(rest.substring(0, CHOICE_LENGTH)));
      case 'L' -> new ConsentChange.UnsubscribedFromAll();
      case 'R' -> new ConsentChange.Resubscribed();
      case 'P' -> new ConsentChange.Paused(Instant.ofEpochMilli(Long.parseLong(rest)));
      case 'G' -> new ConsentChange.Resumed();
      case 'S' -> new ConsentChange.Suppressed(StoredCodes.decodeCause(rest));
      case 'U' -> decodeUnsuppressed(rest);
      case 'E' -> new ConsentChange.Erased();
      case 'B' -> new ConsentChange.ErasureLifted();
      default -> throw new UnreadableItemException("'" + stored + "' is no change of consent");
    };
  }

  private static ConsentChange decodeUnsuppressed(String stored) {
    return stored.isEmpty()
        ? new ConsentChange.Unsuppressed()
        : new ConsentChange.Unsuppressed(
            Optional.of(stored.substring(1)), stored.charAt(0) == DESPITE);
  }
}
