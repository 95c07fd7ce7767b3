package dev.sluice.aws.store;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.DropCode;
import dev.sluice.scheduling.standing.DropRecord;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.WaitingSend;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A standing as an item, small enough to cost one write unit: below 1 KB with 40 sends, 2 that wait
 * and 4 choices.
 *
 * <table>
 *   <caption>Attributes; what is empty is not stored</caption>
 *   <tr><th>name</th><th>type</th><th>what</th></tr>
 *   <tr><td>shard, item</td><td>S</td><td>key, see {@link Tables}</td></tr>
 *   <tr><td>v</td><td>N</td><td>version, from 1</td></tr>
 *   <tr><td>w</td><td>N</td><td>a random number of the write that made it</td></tr>
 *   <tr><td>h</td><td>B</td><td>history, see {@link HistoryCodec}</td></tr>
 *   <tr><td>q</td><td>B</td><td>waiting: campaign, topic, until in milliseconds</td></tr>
 *   <tr><td>d</td><td>B</td><td>drops: code, milliseconds since the drop before, key</td></tr>
 *   <tr><td>c</td><td>M</td><td>choices by topic: + or -, then A D W 2 M Q for the cadence</td></tr>
 *   <tr><td>l</td><td>N</td><td>left everything, epoch milliseconds</td></tr>
 *   <tr><td>p</td><td>N</td><td>paused until, epoch milliseconds</td></tr>
 *   <tr><td>s</td><td>S</td><td>suppression: R B C M for the cause, epoch milliseconds, and, if it
 *     ends with an address, @ and the key of that in hexadecimal digits</td></tr>
 *   <tr><td>f</td><td>N</td>
 *     <td>freed of bounces of mail sent until then, epoch milliseconds</td></tr>
 *   <tr><td>g</td><td>N</td><td>freed of complaints of it, epoch milliseconds</td></tr>
 *   <tr><td>o</td><td>N</td><td>last opened or clicked, epoch milliseconds</td></tr>
 *   <tr><td>dueAt</td><td>N</td><td>key of the index, epoch milliseconds</td></tr>
 * </table>
 */
final class StandingCodec {

  static final String VERSION = "v";
  static final String WRITE = "w";
  static final String DUE_AT = "dueAt";
  private static final String HISTORY = "h";
  private static final String WAITING = "q";
  private static final String DROPS = "d";
  private static final String ENGAGED_AT = "o";
  private static final int FORMAT = 1;

  private StandingCodec() {}

  /**
   * Returns a standing as the item to store.
   *
   * @param write different for every write, so that a write can be told from another with the same
   *     contents
   */
  static Map<String, AttributeValue> write(Standing standing, long write) {
    Attributes item =
        Keys.standingItem(standing.subscriber())
            .with(VERSION, standing.version())
            .with(WRITE, write)
            .withAny(DUE_AT, standing.dueAt(), at -> Attributes.number(at.toEpochMilli()))
            .withAny(ENGAGED_AT, standing.engagedAt(), at -> Attributes.number(at.toEpochMilli()));
    if (!standing.history().isEmpty()) {
      item.with(HISTORY, Attributes.bytes(HistoryCodec.write(standing.history())));
    }
    if (!standing.waiting().isEmpty()) {
      item.with(WAITING, Attributes.bytes(waiting(standing.waiting())));
    }
    if (!standing.drops().isEmpty()) {
      item.with(DROPS, Attributes.bytes(drops(standing.drops())));
    }
    ConsentsCodec.write(standing.consents(), item);
    return item.map();
  }

  /**
   * Returns the standing of a stored item.
   *
   * @throws UnreadableItemException if another version of Sluice wrote it in a format of its own
   */
  static Standing read(Item item) {
    SubscriberId id = Keys.idOf(item);
    return new Standing(
        id,
        item.number(VERSION),
        ConsentsCodec.read(item),
        item.optionalBytes(HISTORY)
            .map(bytes -> HistoryCodec.read(HISTORY, bytes))
            .orElse(List.of()),
        item.optionalBytes(WAITING).map(StandingCodec::waiting).orElse(List.of()),
        item.optionalBytes(DROPS).map(StandingCodec::drops).orElse(List.of()),
        item.optionalNumber(DUE_AT).map(Instant::ofEpochMilli),
        item.optionalNumber(ENGAGED_AT).map(Instant::ofEpochMilli));
  }

  private static byte[] waiting(List<WaitingSend> waiting) {
    Packer packer = new Packer(FORMAT);
    for (WaitingSend wait : waiting) {
      packer
          .text(wait.campaign().value())
          .text(wait.topic().value())
          .signed(wait.until().toEpochMilli());
    }
    return packer.bytes();
  }

  private static List<WaitingSend> waiting(byte[] bytes) {
    Unpacker unpacker = new Unpacker(WAITING, FORMAT, bytes);
    return unpacker.rest(() ->
        new WaitingSend(
            new CampaignId(unpacker.text()),
            new TopicId(unpacker.text()),
            Instant.ofEpochMilli(unpacker.signed())));
  }

  private static byte[] drops(List<DropRecord> drops) {
    Packer packer = new Packer(FORMAT);
    long before = 0;
    for (DropRecord drop : drops) {
      long at = drop.at().toEpochMilli();
      packer.unsigned(Codes.of(drop.code())).signed(at - before).word(drop.key().value());
      before = at;
    }
    return packer.bytes();
  }

  private static List<DropRecord> drops(byte[] bytes) {
    Unpacker unpacker = new Unpacker(DROPS, FORMAT, bytes);
    RunningInstant time = new RunningInstant();
    return unpacker.rest(() -> {
      DropCode code = Codes.dropCode(unpacker.integer());
      Instant at = time.plus(unpacker.signed());
      return new DropRecord(at, new SendKey(unpacker.word()), code);
    });
  }
}
