package dev.sluice.dynamodb.shard;

import dev.sluice.core.sharding.DuePosition;
import dev.sluice.core.sharding.ReplanProgress;
import dev.sluice.core.sharding.ReplanProgress.Pass;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.item.BinaryDecoder;
import dev.sluice.dynamodb.item.BinaryEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Encodes how far a shard has been replanned, in a few bytes.
 *
 * <p>Version; revision; number of passes (0 or 1), and of the pass: revision, due instant of its
 * position, number of subscribers (0 or 1) and that subscriber, number of instants to repeat until
 * (0 or 1) and that instant, 1 if it is in its second round.
 */
final class ReplanProgressCodec {

  private static final int VERSION = 1;

  private ReplanProgressCodec() {}

  static byte[] encode(ReplanProgress progress) {
    BinaryEncoder packer = new BinaryEncoder(VERSION);
    packer.unsigned(progress.revision()).unsigned(progress.pass().isPresent() ? 1 : 0);
    progress.pass().ifPresent(pass -> encode(pass, packer));
    return packer.toByteArray();
  }

  private static void encode(Pass pass, BinaryEncoder packer) {
    DuePosition reached = pass.reached();
    packer.unsigned(pass.revision()).signed(reached.dueAt().toEpochMilli());
    packer.unsigned(reached.subscriber().isPresent() ? 1 : 0);
    reached.subscriber().ifPresent(subscriber -> packer.text(subscriber.value()));
    packer.unsigned(pass.repeatUntil().isPresent() ? 1 : 0);
    pass.repeatUntil().ifPresent(until -> packer.signed(until.toEpochMilli()));
    packer.unsigned(pass.isRepeating() ? 1 : 0);
  }

  static ReplanProgress decode(String attribute, byte[] bytes) {
    BinaryDecoder unpacker = new BinaryDecoder(attribute, VERSION, bytes);
    long revision = unpacker.unsigned();
    List<Pass> passes = unpacker.counted(() -> decodePass(unpacker));
    return new ReplanProgress(revision, passes.stream().findFirst());
  }

  private static Pass decodePass(BinaryDecoder unpacker) {
    long revision = unpacker.unsigned();
    Instant dueAt = Instant.ofEpochMilli(unpacker.signed());
    Optional<SubscriberId> subscriber =
        unpacker.counted(() -> new SubscriberId(unpacker.text())).stream().findFirst();
    Optional<Instant> repeatUntil =
        unpacker.counted(() -> Instant.ofEpochMilli(unpacker.signed())).stream().findFirst();
    boolean isRepeating = unpacker.unsigned() == 1;
    return new Pass(revision, new DuePosition(dueAt, subscriber), repeatUntil, isRepeating);
  }
}
