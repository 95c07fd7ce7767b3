package dev.sluice.dynamodb.shard;

import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.dynamodb.item.BinaryDecoder;
import dev.sluice.dynamodb.item.BinaryEncoder;
import dev.sluice.dynamodb.item.StoredCodes;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Encodes counts in bytes inside a shard's state.
 *
 * <p>A send that leaves a place where no count of it has arrived yet makes the place negative for a
 * while, so all numbers are signed.
 */
final class CountsBinaryCodec {

  private CountsBinaryCodec() {}

  static void encode(SendCounts counts, BinaryEncoder packer) {
    packer
        .signed(counts.sent())
        .signed(counts.unconfirmed())
        .signed(counts.waiting())
        .unsigned(counts.dropped().size());
    new TreeMap<>(counts.dropped())
        .forEach((code, count) -> packer.unsigned(StoredCodes.encode(code)).signed(count));
  }

  static SendCounts decode(BinaryDecoder unpacker) {
    long sent = unpacker.signed();
    long unconfirmed = unpacker.signed();
    long waiting = unpacker.signed();
    Map<DropCode, Long> dropped = new EnumMap<>(DropCode.class);
    unpacker.counted(
        () -> dropped.put(StoredCodes.decodeDropCode(unpacker.integer()), unpacker.signed()));
    return new SendCounts(sent, unconfirmed, waiting, dropped);
  }
}
