package dev.sluice.dynamodb.item;

import dev.sluice.core.sharding.Shard;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keys of the subscribers table. */
public final class SubscriberKeys {

  public static final String SHARD = "shard";
  public static final String ITEM = "item";

  /** Sorts before every item: identifiers begin with a letter or a digit. */
  public static final String BEFORE_ALL = "#";

  /** Sorts before every character of an identifier, so that items sort as identifiers do. */
  private static final char END_OF_ID = '#';

  private static final String STATE = END_OF_ID + "standing";
  private static final String SUBSCRIBER = END_OF_ID + "subscriber";

  private SubscriberKeys() {}

  public static String stateItemKey(SubscriberId id) {
    return id.value() + STATE;
  }

  /** The last item of a subscriber. */
  public static String subscriberItemKey(SubscriberId id) {
    return id.value() + SUBSCRIBER;
  }

  /** The prefix of both items of a subscriber, and of no other item. */
  public static String itemKeyPrefix(SubscriberId id) {
    return id.value() + END_OF_ID;
  }

  public static ItemBuilder stateKey(SubscriberId id) {
    return new ItemBuilder().put(SHARD, Shard.of(id).label()).put(ITEM, stateItemKey(id));
  }

  public static ItemBuilder subscriberKey(SubscriberId id) {
    return new ItemBuilder().put(SHARD, Shard.of(id).label()).put(ITEM, subscriberItemKey(id));
  }

  /** Returns the key of an item. */
  public static Map<String, AttributeValue> keyOf(Item item) {
    return new ItemBuilder().put(SHARD, item.text(SHARD)).put(ITEM, item.text(ITEM)).build();
  }

  public static boolean isState(Item item) {
    return item.text(ITEM).endsWith(STATE);
  }

  /** Returns the subscriber an item belongs to. */
  public static SubscriberId subscriberIdOf(Item item) {
    String key = item.text(ITEM);
    return new SubscriberId(key.substring(0, Math.max(0, key.indexOf(END_OF_ID))));
  }
}
