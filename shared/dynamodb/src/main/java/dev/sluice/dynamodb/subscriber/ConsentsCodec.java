package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.consent.AddressKey;
import dev.sluice.core.consent.Consents;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.SuppressionClearance;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.TopicId;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.StoredCodes;
import dev.sluice.dynamodb.item.UnreadableItemException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Encodes consents as attributes of a state, see {@link SubscriberStateCodec}; choices that a
 * subscriber has not made are not stored.
 */
final class ConsentsCodec {

  private static final String CHOICES = "c";
  private static final String LEFT_ALL = "l";
  private static final String PAUSED_UNTIL = "p";
  private static final String SUPPRESSION = "s";
  private static final String CLEARED_OF_BOUNCES = "f";
  private static final String CLEARED_OF_COMPLAINTS = "g";

  /** Separates the instant of a suppression from the key of the suppressed address. */
  private static final String ADDRESS = "@";

  private static final char SUBSCRIBED = '+';
  private static final char UNSUBSCRIBED = '-';

  private ConsentsCodec() {}

  static void encode(Consents consents, ItemBuilder to) {
    if (!consents.choices().isEmpty()) {
      ItemBuilder choices = new ItemBuilder();
      consents.choices().forEach((topic, choice) -> choices.put(topic.value(), encodeText(choice)));
      to.put(CHOICES, choices.toAttributeValue());
    }
    to.putIfPresent(LEFT_ALL, consents.unsubscribedAt(), ConsentsCodec::millis);
    to.putIfPresent(PAUSED_UNTIL, consents.pausedUntil(), ConsentsCodec::millis);
    to.putIfPresent(SUPPRESSION, consents.suppression(), ConsentsCodec::encodeText);
    to.putIfPresent(CLEARED_OF_BOUNCES, consents.clearance().bouncesUntil(), ConsentsCodec::millis);
    to.putIfPresent(
        CLEARED_OF_COMPLAINTS, consents.clearance().complaintsUntil(), ConsentsCodec::millis);
  }

  static Consents decode(Item item) {
    return new Consents(
        item.optionalMap(CHOICES).map(ConsentsCodec::decodeChoices).orElse(Map.of()),
        item.optionalNumber(LEFT_ALL).map(Instant::ofEpochMilli),
        item.optionalNumber(PAUSED_UNTIL).map(Instant::ofEpochMilli),
        item.optionalText(SUPPRESSION).map(ConsentsCodec::decodeSuppression),
        new SuppressionClearance(
            item.optionalNumber(CLEARED_OF_BOUNCES).map(Instant::ofEpochMilli),
            item.optionalNumber(CLEARED_OF_COMPLAINTS).map(Instant::ofEpochMilli)));
  }

  private static Map<TopicId, TopicChoice> decodeChoices(Item stored) {
    Map<TopicId, TopicChoice> choices = new HashMap<>();
    stored
        .attributes()
        .keySet()
        .forEach(topic -> choices.put(new TopicId(topic), decodeChoice(stored.text(topic))));
    return choices;
  }

  static String encodeText(TopicChoice choice) {
    char sign = choice.subscription() == Subscription.SUBSCRIBED ? SUBSCRIBED : UNSUBSCRIBED;
    return sign + StoredCodes.encode(choice.cadence());
  }

  static TopicChoice decodeChoice(String stored) {
    Cadence cadence = StoredCodes.decodeCadence(stored.isEmpty() ? "" : stored.substring(1));
    return switch (stored.charAt(0)) {
      case SUBSCRIBED -> new TopicChoice(Subscription.SUBSCRIBED, cadence);
      case UNSUBSCRIBED -> new TopicChoice(Subscription.UNSUBSCRIBED, cadence);
      default -> throw new UnreadableItemException("a choice begins with neither '+' nor '-'");
    };
  }

  private static AttributeValue encodeText(Suppression suppression) {
    String address =
        suppression
            .addressKey()
            .map(key -> ADDRESS + HexFormat.of().toHexDigits(key.value()))
            .orElse("");
    return ItemBuilder.text(
        StoredCodes.encode(suppression.cause()) + suppression.since().toEpochMilli() + address);
  }

  private static Suppression decodeSuppression(String stored) {
    String[] parts = stored.substring(1).split(ADDRESS, 2);
    return new Suppression(
        StoredCodes.decodeCause(stored.substring(0, 1)),
        Instant.ofEpochMilli(Long.parseLong(parts[0])),
        parts.length == 1
            ? Optional.empty()
            : Optional.of(new AddressKey(HexFormat.fromHexDigitsToLong(parts[1]))));
  }

  private static AttributeValue millis(Instant instant) {
    return ItemBuilder.number(instant.toEpochMilli());
  }
}
