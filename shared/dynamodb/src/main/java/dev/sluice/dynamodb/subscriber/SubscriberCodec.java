package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.StoredCodes;
import dev.sluice.dynamodb.item.SubscriberKeys;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Encodes a subscriber as an item; every scan reads pages of them, so attribute names are short.
 *
 * <table>
 *   <caption>Attributes; what is empty is not stored</caption>
 *   <tr><th>name</th><th>type</th><th>what</th></tr>
 *   <tr><td>shard, item</td><td>S</td><td>key, see {@link DynamoTables}</td></tr>
 *   <tr><td>a</td><td>S</td><td>address</td></tr>
 *   <tr><td>z</td><td>S</td><td>zone, its IANA name</td></tr>
 *   <tr><td>l</td><td>S</td><td>locale, its BCP 47 tag</td></tr>
 *   <tr><td>g</td><td>S</td><td>lifecycle stage</td></tr>
 *   <tr><td>i</td><td>N</td><td>1 if they have the claim of their inbox; not in subscribers that
 *     were stored before claims existed, nor in erased ones</td></tr>
 *   <tr><td>t</td><td>M</td><td>attributes, see {@link AttributeValueCodec}</td></tr>
 * </table>
 */
final class SubscriberCodec {

  static final String ADDRESS = "a";
  private static final String ZONE = "z";
  private static final String LOCALE = "l";
  private static final String STAGE = "g";
  private static final String ATTRIBUTES = "t";
  static final String OWNS_INBOX = "i";

  private SubscriberCodec() {}

  static Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> encode(
      Subscriber subscriber) {
    ItemBuilder item =
        SubscriberKeys.subscriberKey(subscriber.id())
            .put(ADDRESS, subscriber.address().value())
            .put(STAGE, subscriber.stage().name())
            .putIfPresent(ZONE, subscriber.zone(), zone -> ItemBuilder.text(zone.getId()))
            .putIfPresent(
                LOCALE, subscriber.locale(), tag -> ItemBuilder.text(tag.toLanguageTag()));
    if (!subscriber.isErased()) {
      item.put(OWNS_INBOX, 1);
    }
    if (!subscriber.attributes().isEmpty()) {
      ItemBuilder values = new ItemBuilder();
      subscriber
          .attributes()
          .forEach((name, value) -> values.put(name, AttributeValueCodec.encode(value)));
      item.put(ATTRIBUTES, values.toAttributeValue());
    }
    return item.build();
  }

  static Subscriber decode(Item item) {
    return new Subscriber(
        SubscriberKeys.subscriberIdOf(item),
        new EmailAddress(item.text(ADDRESS)),
        item.optionalText(ZONE).map(ZoneId::of),
        item.optionalText(LOCALE).map(Locale::forLanguageTag),
        StoredCodes.enumConstant(LifecycleStage.class, item.text(STAGE)),
        item.optionalMap(ATTRIBUTES).map(SubscriberCodec::attributes).orElse(Map.of()));
  }

  static boolean ownsInbox(Item item) {
    return item.optionalNumber(OWNS_INBOX).isPresent();
  }

  private static Map<String, AttributeValue> attributes(Item stored) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    stored
        .attributes()
        .forEach((name, value) -> attributes.put(name, AttributeValueCodec.decode(value)));
    return attributes;
  }
}
