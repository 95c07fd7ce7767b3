package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.DropRecord;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.item.BinaryDecoder;
import dev.sluice.dynamodb.item.BinaryEncoder;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.InstantDeltaDecoder;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.StoredCodes;
import dev.sluice.dynamodb.item.SubscriberKeys;
import dev.sluice.dynamodb.item.UnreadableItemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Encodes a state as an item, small enough to cost one write unit: below 1 KB with 40 sends, 2
 * deferred sends and 4 choices.
 *
 * <table>
 *   <caption>Attributes; what is empty is not stored</caption>
 *   <tr><th>name</th><th>type</th><th>what</th></tr>
 *   <tr><td>shard, item</td><td>S</td><td>key, see {@link DynamoTables}</td></tr>
 *   <tr><td>v</td><td>N</td><td>version, from 1</td></tr>
 *   <tr><td>w</td><td>N</td><td>a random number of the write that stored it</td></tr>
 *   <tr><td>h</td><td>B</td><td>history, see {@link SendHistoryCodec}</td></tr>
 *   <tr><td>q</td><td>B</td><td>waiting: campaign, topic, until in milliseconds</td></tr>
 *   <tr><td>d</td><td>B</td><td>drops: code, milliseconds since the drop before, key</td></tr>
 *   <tr><td>c</td><td>M</td><td>choices by topic: + or -, then A D W 2 M Q for the cadence</td></tr>
 *   <tr><td>l</td><td>N</td><td>unsubscribed from everything, epoch milliseconds</td></tr>
 *   <tr><td>p</td><td>N</td><td>paused until, epoch milliseconds</td></tr>
 *   <tr><td>s</td><td>S</td><td>suppression: R B C M for the cause, epoch milliseconds, and, if it
 *     ends with an address, @ and the key of that in hexadecimal digits</td></tr>
 *   <tr><td>f</td><td>N</td>
 *     <td>cleared of bounces of mail sent until then, epoch milliseconds</td></tr>
 *   <tr><td>g</td><td>N</td><td>cleared of complaints of mail sent until then, epoch milliseconds</td></tr>
 *   <tr><td>o</td><td>N</td><td>last opened or clicked, epoch milliseconds</td></tr>
 *   <tr><td>dueAt</td><td>N</td><td>key of the index, epoch milliseconds</td></tr>
 * </table>
 */
final class SubscriberStateCodec {

  static final String VERSION = "v";
  static final String WRITE = "w";
  static final String DUE_AT = "dueAt";
  private static final String HISTORY = "h";
  private static final String WAITING = "q";
  private static final String DROPS = "d";
  private static final String ENGAGED_AT = "o";
  private static final int FORMAT = 1;

  private SubscriberStateCodec() {}

  /**
   * Returns a state as the item to store.
   *
   * @param write different for every write, so that a write can be distinguished from another with
   *     the same contents
   */
  static Map<String, AttributeValue> encode(SubscriberState standing, long write) {
    ItemBuilder item =
        SubscriberKeys.stateKey(standing.subscriber())
            .put(VERSION, standing.version())
            .put(WRITE, write)
            .putIfPresent(DUE_AT, standing.dueAt(), at -> ItemBuilder.number(at.toEpochMilli()))
            .putIfPresent(
                ENGAGED_AT, standing.engagedAt(), at -> ItemBuilder.number(at.toEpochMilli()));
    if (!standing.history().isEmpty()) {
      item.put(HISTORY, ItemBuilder.bytes(SendHistoryCodec.encode(standing.history())));
    }
    if (!standing.deferredSends().isEmpty()) {
      item.put(WAITING, ItemBuilder.bytes(waiting(standing.deferredSends())));
    }
    if (!standing.drops().isEmpty()) {
      item.put(DROPS, ItemBuilder.bytes(drops(standing.drops())));
    }
    ConsentsCodec.encode(standing.consents(), item);
    return item.build();
  }

  /**
   * Returns the state of a stored item.
   *
   * @throws UnreadableItemException if another version of Sluice wrote it in another format
   */
  static SubscriberState decode(Item item) {
    SubscriberId id = SubscriberKeys.subscriberIdOf(item);
    return new SubscriberState(
        id,
        item.number(VERSION),
        ConsentsCodec.decode(item),
        item.optionalBytes(HISTORY)
            .map(bytes -> SendHistoryCodec.decode(HISTORY, bytes))
            .orElse(List.of()),
        item.optionalBytes(WAITING).map(SubscriberStateCodec::waiting).orElse(List.of()),
        item.optionalBytes(DROPS).map(SubscriberStateCodec::drops).orElse(List.of()),
        item.optionalNumber(DUE_AT).map(Instant::ofEpochMilli),
        item.optionalNumber(ENGAGED_AT).map(Instant::ofEpochMilli));
  }

  private static byte[] waiting(List<DeferredSend> waiting) {
    BinaryEncoder packer = new BinaryEncoder(FORMAT);
    for (DeferredSend wait : waiting) {
      packer
          .text(wait.campaign().value())
          .text(wait.topic().value())
          .signed(wait.until().toEpochMilli());
    }
    return packer.toByteArray();
  }

  private static List<DeferredSend> waiting(byte[] bytes) {
    BinaryDecoder unpacker = new BinaryDecoder(WAITING, FORMAT, bytes);
    return unpacker.remaining(() ->
        new DeferredSend(
            new CampaignId(unpacker.text()),
            new TopicId(unpacker.text()),
            Instant.ofEpochMilli(unpacker.signed())));
  }

  private static byte[] drops(List<DropRecord> drops) {
    BinaryEncoder packer = new BinaryEncoder(FORMAT);
    long before = 0;
    for (DropRecord drop : drops) {
      long at = drop.at().toEpochMilli();
      packer
          .unsigned(StoredCodes.encode(drop.code()))
          .signed(at - before)
          .fixed64(drop.key().value());
      before = at;
    }
    return packer.toByteArray();
  }

  private static List<DropRecord> drops(byte[] bytes) {
    BinaryDecoder unpacker = new BinaryDecoder(DROPS, FORMAT, bytes);
    InstantDeltaDecoder time = new InstantDeltaDecoder();
    return unpacker.remaining(() -> {
      DropCode code = StoredCodes.decodeDropCode(unpacker.integer());
      Instant at = time.next(unpacker.signed());
      return new DropRecord(at, new SendKey(unpacker.fixed64()), code);
    });
  }
}
