package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.subscriber.Inbox;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.Sha256;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.SubscriberKeys;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The claim of an inbox as an item of the subscribers table: it names the subscriber whose address
 * leads there. Its partition is {@code inbox#} and the first two digits of a hash, so that the
 * claims of an import spread; its sort key is the hash.
 *
 * <table>
 *   <caption>Attributes of a claim</caption>
 *   <tr><th>name</th><th>type</th><th>content</th></tr>
 *   <tr><td>shard, item</td><td>S</td><td>key; the hash is SHA-256 of the inbox</td></tr>
 *   <tr><td>o</td><td>S</td><td>owner, the identifier of a subscriber</td></tr>
 * </table>
 */
final class InboxClaimCodec {

  static final String OWNER = "o";

  private static final String PARTITION = "inbox#";
  private static final int PARTITION_DIGITS = 2;

  private InboxClaimCodec() {}

  static Map<String, AttributeValue> key(Inbox inbox) {
    return keyBuilder(inbox).build();
  }

  static Map<String, AttributeValue> encode(Inbox inbox, SubscriberId owner) {
    return keyBuilder(inbox).put(OWNER, owner.value()).build();
  }

  static SubscriberId owner(Item claim) {
    return new SubscriberId(claim.text(OWNER));
  }

  private static ItemBuilder keyBuilder(Inbox inbox) {
    String hash = Sha256.hex(inbox.value());
    return new ItemBuilder()
        .put(SubscriberKeys.SHARD, PARTITION + hash.substring(0, PARTITION_DIGITS))
        .put(SubscriberKeys.ITEM, hash);
  }
}
