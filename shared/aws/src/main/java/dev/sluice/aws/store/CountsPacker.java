package dev.sluice.aws.store;

import dev.sluice.scheduling.delivery.Counts;
import dev.sluice.scheduling.standing.DropCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts as bytes inside a shard's state.
 *
 * <p>A send that leaves a place where no count of it has arrived yet makes the place negative for a
 * while, so all numbers are signed.
 */
final class CountsPacker {

  private CountsPacker() {}

  static void pack(Counts counts, Packer packer) {
    packer
        .signed(counts.sent())
        .signed(counts.unconfirmed())
        .signed(counts.waiting())
        .unsigned(counts.dropped().size());
    new TreeMap<>(counts.dropped())
        .forEach((code, count) -> packer.unsigned(Codes.of(code)).signed(count));
  }

  static Counts unpack(Unpacker unpacker) {
    long sent = unpacker.signed();
    long unconfirmed = unpacker.signed();
    long waiting = unpacker.signed();
    Map<DropCode, Long> dropped = new EnumMap<>(DropCode.class);
    unpacker.counted(() -> dropped.put(Codes.dropCode(unpacker.integer()), unpacker.signed()));
    return new Counts(sent, unconfirmed, waiting, dropped);
  }
}
