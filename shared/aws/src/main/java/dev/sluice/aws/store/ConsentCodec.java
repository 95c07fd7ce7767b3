package dev.sluice.aws.store;

import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.policy.TopicId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The records of one act as an item.
 *
 * <table>
 *   <caption>Attributes; what is empty is not stored</caption>
 *   <tr><th>name</th><th>type</th><th>what</th></tr>
 *   <tr><td>shard, item</td><td>S</td><td>key, see {@link ConsentKeys}</td></tr>
 *   <tr><td>t</td><td>N</td><td>when, epoch milliseconds</td></tr>
 *   <tr><td>m</td><td>S</td><td>means: 1 P A F</td></tr>
 *   <tr><td>g</td><td>S</td><td>campaign</td></tr>
 *   <tr><td>x</td><td>L of S</td>
 *     <td>changes: T, + or -, a letter for the cadence, topic; L left all; R returned; P and epoch
 *     milliseconds for paused; G resumed; S and the cause; U unsuppressed, followed by + if
 *     despite a complaint or -, and the reason, where the team asked for it; E erased; B back
 *     after it</td></tr>
 * </table>
 */
final class ConsentCodec {

  private static final String AT = "t";
  private static final String MEANS = "m";
  private static final String CAMPAIGN = "g";
  private static final String CHANGES = "x";

  private static final char DESPITE = '+';
  private static final char NO_COMPLAINT = '-';

  /** A sign and a letter, as {@link ConsentsCodec} has them. */
  private static final int CHOICE_LENGTH = 2;

  private ConsentCodec() {}

  /**
   * Returns the records of one act, all made at once and by the same means, as the item to store.
   */
  static Map<String, AttributeValue> write(List<ConsentRecord> act, long version) {
    ConsentRecord first = act.getFirst();
    return ConsentKeys.of(first.subscriber(), version)
        .with(AT, first.at().toEpochMilli())
        .with(MEANS, Codes.of(first.means()))
        .withAny(CAMPAIGN, first.campaign(), campaign -> Attributes.text(campaign.value()))
        .with(CHANGES, Attributes.list(act, record -> Attributes.text(text(record.change()))))
        .map();
  }

  static List<ConsentRecord> read(Item item) {
    Instant at = Instant.ofEpochMilli(item.number(AT));
    Means means = Codes.means(item.text(MEANS));
    Optional<CampaignId> campaign = item.optionalText(CAMPAIGN).map(CampaignId::new);
    return item.texts(CHANGES).stream()
        .map(change -> new ConsentRecord(at, Keys.idOf(item), change(change), means, campaign))
        .toList();
  }

  private static String text(ConsentChange change) {
    return switch (change) {
      case ConsentChange.TopicChosen(var topic, var choice) ->
          "T" + ConsentsCodec.text(choice) + topic.value();
      case ConsentChange.AllLeft _ -> "L";
      case ConsentChange.Returned _ -> "R";
      case ConsentChange.Paused(var until) -> "P" + until.toEpochMilli();
      case ConsentChange.Resumed _ -> "G";
      case ConsentChange.Suppressed(var cause) -> "S" + Codes.of(cause);
      case ConsentChange.Unsuppressed(var reason, boolean despiteComplaint) ->
          "U" + reason.map(why -> (despiteComplaint ? DESPITE : NO_COMPLAINT) + why).orElse("");
      case ConsentChange.Erased _ -> "E";
      case ConsentChange.ErasureLifted _ -> "B";
    };
  }

  private static ConsentChange change(String stored) {
    String rest = stored.isEmpty() ? "" : stored.substring(1);
    return switch (stored.isEmpty() ? ' ' : stored.charAt(0)) {
      case 'T' ->
          new ConsentChange.TopicChosen(
              new TopicId(rest.substring(CHOICE_LENGTH)),
              ConsentsCodec.choice(rest.substring(0, CHOICE_LENGTH)));
      case 'L' -> new ConsentChange.AllLeft();
      case 'R' -> new ConsentChange.Returned();
      case 'P' -> new ConsentChange.Paused(Instant.ofEpochMilli(Long.parseLong(rest)));
      case 'G' -> new ConsentChange.Resumed();
      case 'S' -> new ConsentChange.Suppressed(Codes.cause(rest));
      case 'U' -> unsuppressed(rest);
      case 'E' -> new ConsentChange.Erased();
      case 'B' -> new ConsentChange.ErasureLifted();
      default -> throw new UnreadableItemException("'" + stored + "' is no change of consent");
    };
  }

  private static ConsentChange unsuppressed(String stored) {
    return stored.isEmpty()
        ? new ConsentChange.Unsuppressed()
        : new ConsentChange.Unsuppressed(
            Optional.of(stored.substring(1)), stored.charAt(0) == DESPITE);
  }
}
