package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.erasure.ErasureHash;
import dev.sluice.core.erasure.ErasureMark;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.StoredCodes;
import dev.sluice.dynamodb.item.SubscriberKeys;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The mark of an erased subscriber as an item of the subscribers table. Its partition is {@code
 * erased#} and the first two digits of the hash, so that the lookups of an import spread; its sort
 * key is the hash.
 *
 * <table>
 *   <caption>Attributes of a mark</caption>
 *   <tr><th>name</th><th>type</th><th>content</th></tr>
 *   <tr><td>shard, item</td><td>S</td><td>key</td></tr>
 *   <tr><td>t</td><td>N</td><td>instant of the erasure, epoch milliseconds</td></tr>
 *   <tr><td>m</td><td>S</td><td>source: P A</td></tr>
 * </table>
 */
final class ErasureMarkCodec {

  /** Key of the item that counts erasures. */
  static final Map<String, AttributeValue> EDITION =
      new ItemBuilder()
          .put(SubscriberKeys.SHARD, "erased")
          .put(SubscriberKeys.ITEM, "edition")
          .build();

  /** Attribute of that item. */
  static final String EDITION_NUMBER = "n";

  private static final String PARTITION = "erased#";
  private static final int PARTITION_DIGITS = 2;
  private static final String AT = "t";
  private static final String SOURCE = "m";

  private ErasureMarkCodec() {}

  static Map<String, AttributeValue> key(ErasureHash hash) {
    return keyBuilder(hash).build();
  }

  static Map<String, AttributeValue> encode(ErasureMark mark) {
    return keyBuilder(mark.hash())
        .put(AT, mark.at().toEpochMilli())
        .put(SOURCE, StoredCodes.encode(mark.source()))
        .build();
  }

  static ErasureMark decode(Item item) {
    return new ErasureMark(
        new ErasureHash(item.text(SubscriberKeys.ITEM)),
        Instant.ofEpochMilli(item.number(AT)),
        StoredCodes.decodeMeans(item.text(SOURCE)));
  }

  private static ItemBuilder keyBuilder(ErasureHash hash) {
    return new ItemBuilder()
        .put(SubscriberKeys.SHARD, PARTITION + hash.value().substring(0, PARTITION_DIGITS))
        .put(SubscriberKeys.ITEM, hash.value());
  }
}
