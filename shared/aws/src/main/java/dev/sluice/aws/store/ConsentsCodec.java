package dev.sluice.aws.store;

import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.AddressKey;
import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.Freed;
import dev.sluice.scheduling.standing.Suppression;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Consents as attributes of a standing, see {@link StandingCodec}; nothing is stored of what a
 * subscriber has not said.
 */
final class ConsentsCodec {

  private static final String CHOICES = "c";
  private static final String LEFT_ALL = "l";
  private static final String PAUSED_UNTIL = "p";
  private static final String SUPPRESSION = "s";
  private static final String FREED_OF_BOUNCES = "f";
  private static final String FREED_OF_COMPLAINTS = "g";

  /** Stands between the instant of a suppression and the key of the address it is of. */
  private static final String ADDRESS = "@";

  private static final char SUBSCRIBED = '+';
  private static final char UNSUBSCRIBED = '-';

  private ConsentsCodec() {}

  static void write(Consents consents, Attributes to) {
    if (!consents.choices().isEmpty()) {
      Attributes choices = new Attributes();
      consents.choices().forEach((topic, choice) -> choices.with(topic.value(), text(choice)));
      to.with(CHOICES, choices.value());
    }
    to.withAny(LEFT_ALL, consents.leftAll(), ConsentsCodec::millis);
    to.withAny(PAUSED_UNTIL, consents.pausedUntil(), ConsentsCodec::millis);
    to.withAny(SUPPRESSION, consents.suppression(), ConsentsCodec::text);
    to.withAny(FREED_OF_BOUNCES, consents.freed().bounces(), ConsentsCodec::millis);
    to.withAny(FREED_OF_COMPLAINTS, consents.freed().complaints(), ConsentsCodec::millis);
  }

  static Consents read(Item item) {
    return new Consents(
        item.optionalMap(CHOICES).map(ConsentsCodec::choices).orElse(Map.of()),
        item.optionalNumber(LEFT_ALL).map(Instant::ofEpochMilli),
        item.optionalNumber(PAUSED_UNTIL).map(Instant::ofEpochMilli),
        item.optionalText(SUPPRESSION).map(ConsentsCodec::suppression),
        new Freed(
            item.optionalNumber(FREED_OF_BOUNCES).map(Instant::ofEpochMilli),
            item.optionalNumber(FREED_OF_COMPLAINTS).map(Instant::ofEpochMilli)));
  }

  private static Map<TopicId, TopicChoice> choices(Item stored) {
    Map<TopicId, TopicChoice> choices = new HashMap<>();
    stored
        .attributes()
        .keySet()
        .forEach(topic -> choices.put(new TopicId(topic), choice(stored.text(topic))));
    return choices;
  }

  static String text(TopicChoice choice) {
    char sign = choice.subscription() == Subscription.SUBSCRIBED ? SUBSCRIBED : UNSUBSCRIBED;
    return sign + Codes.of(choice.cadence());
  }

  static TopicChoice choice(String stored) {
    Cadence cadence = Codes.cadence(stored.isEmpty() ? "" : stored.substring(1));
    return switch (stored.charAt(0)) {
      case SUBSCRIBED -> new TopicChoice(Subscription.SUBSCRIBED, cadence);
      case UNSUBSCRIBED -> new TopicChoice(Subscription.UNSUBSCRIBED, cadence);
      default -> throw new UnreadableItemException("a choice begins with neither '+' nor '-'");
    };
  }

  private static AttributeValue text(Suppression suppression) {
    String address =
        suppression
            .address()
            .map(key -> ADDRESS + HexFormat.of().toHexDigits(key.value()))
            .orElse("");
    return Attributes.text(
        Codes.of(suppression.cause()) + suppression.since().toEpochMilli() + address);
  }

  private static Suppression suppression(String stored) {
    String[] parts = stored.substring(1).split(ADDRESS, 2);
    return new Suppression(
        Codes.cause(stored.substring(0, 1)),
        Instant.ofEpochMilli(Long.parseLong(parts[0])),
        parts.length == 1
            ? Optional.empty()
            : Optional.of(new AddressKey(HexFormat.fromHexDigitsToLong(parts[1]))));
  }

  private static AttributeValue millis(Instant instant) {
    return Attributes.number(instant.toEpochMilli());
  }
}
