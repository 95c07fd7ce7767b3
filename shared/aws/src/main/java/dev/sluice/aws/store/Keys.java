package dev.sluice.aws.store;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;

/** Keys of the subscribers table. */
final class Keys {

  static final String SHARD = "shard";
  static final String ITEM = "item";

  /** Sorts before every item: identifiers begin with a letter or a digit. */
  static final String BEFORE_ALL = "#";

  /** Sorts before every character of an identifier, so that items sort as identifiers do. */
  private static final char END_OF_ID = '#';

  private static final String STANDING = END_OF_ID + "standing";
  private static final String SUBSCRIBER = END_OF_ID + "subscriber";

  private Keys() {}

  static String standing(SubscriberId id) {
    return id.value() + STANDING;
  }

  /** The last item of a subscriber. */
  static String subscriber(SubscriberId id) {
    return id.value() + SUBSCRIBER;
  }

  /** What both items of a subscriber, and no other, begin with. */
  static String prefix(SubscriberId id) {
    return id.value() + END_OF_ID;
  }

  static Attributes standingItem(SubscriberId id) {
    return new Attributes().with(SHARD, Shard.of(id).label()).with(ITEM, standing(id));
  }

  static Attributes subscriberItem(SubscriberId id) {
    return new Attributes().with(SHARD, Shard.of(id).label()).with(ITEM, subscriber(id));
  }

  static boolean isStanding(Item item) {
    return item.text(ITEM).endsWith(STANDING);
  }

  /** Returns whose item it is. */
  static SubscriberId idOf(Item item) {
    String key = item.text(ITEM);
    return new SubscriberId(key.substring(0, Math.max(0, key.indexOf(END_OF_ID))));
  }
}
