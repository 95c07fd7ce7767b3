package dev.sluice.aws.store;

import dev.sluice.scheduling.audience.AttributeValue;
import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.LifecycleStage;
import dev.sluice.scheduling.audience.Subscriber;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A subscriber as an item; a page of them is read in every walk, so names are short.
 *
 * <table>
 *   <caption>Attributes; what is empty is not stored</caption>
 *   <tr><th>name</th><th>type</th><th>what</th></tr>
 *   <tr><td>shard, item</td><td>S</td><td>key, see {@link Tables}</td></tr>
 *   <tr><td>a</td><td>S</td><td>address</td></tr>
 *   <tr><td>z</td><td>S</td><td>zone, its IANA name</td></tr>
 *   <tr><td>l</td><td>S</td><td>locale, its BCP 47 tag</td></tr>
 *   <tr><td>g</td><td>S</td><td>lifecycle stage</td></tr>
 *   <tr><td>t</td><td>M</td><td>attributes, see {@link ValueCodec}</td></tr>
 * </table>
 */
final class SubscriberCodec {

  private static final String ADDRESS = "a";
  private static final String ZONE = "z";
  private static final String LOCALE = "l";
  private static final String STAGE = "g";
  private static final String ATTRIBUTES = "t";

  private SubscriberCodec() {}

  static Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> write(
      Subscriber subscriber) {
    Attributes item =
        Keys.subscriberItem(subscriber.id())
            .with(ADDRESS, subscriber.address().value())
            .with(STAGE, subscriber.stage().name())
            .withAny(ZONE, subscriber.zone(), zone -> Attributes.text(zone.getId()))
            .withAny(LOCALE, subscriber.locale(), tag -> Attributes.text(tag.toLanguageTag()));
    if (!subscriber.attributes().isEmpty()) {
      Attributes values = new Attributes();
      subscriber.attributes().forEach((name, value) -> values.with(name, ValueCodec.write(value)));
      item.with(ATTRIBUTES, values.value());
    }
    return item.map();
  }

  static Subscriber read(Item item) {
    return new Subscriber(
        Keys.idOf(item),
        new EmailAddress(item.text(ADDRESS)),
        item.optionalText(ZONE).map(ZoneId::of),
        item.optionalText(LOCALE).map(Locale::forLanguageTag),
        Codes.named(LifecycleStage.class, item.text(STAGE)),
        item.optionalMap(ATTRIBUTES).map(SubscriberCodec::attributes).orElse(Map.of()));
  }

  private static Map<String, AttributeValue> attributes(Item stored) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    stored.attributes().forEach((name, value) -> attributes.put(name, ValueCodec.read(value)));
    return attributes;
  }
}
