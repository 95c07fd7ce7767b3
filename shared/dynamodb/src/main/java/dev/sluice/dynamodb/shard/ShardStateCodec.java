package dev.sluice.dynamodb.shard;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.sharding.Cursor;
import dev.sluice.core.sharding.InDoubtInterval;
import dev.sluice.core.sharding.ScanProgress;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.item.BinaryDecoder;
import dev.sluice.dynamodb.item.BinaryEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Encodes a shard's state in bytes, about 60 for a campaign, so that a checkpoint of a dozen
 * campaigns is one write unit.
 *
 * <p>Version; number of due instants (0 or 1), due instant; number of suspects, from and until of
 * each; then for each campaign: name, pass, cursor (0 start, 1 end, 2 and a subscriber; before it 3
 * and the cursor up to which counts are carried on, if any are), counts.
 */
final class ShardStateCodec {

  private static final int VERSION = 1;
  private static final int START = 0;
  private static final int END = 1;
  private static final int AFTER = 2;
  private static final int CARRIED = 3;

  private record Entry(CampaignId campaign, ScanProgress progress) {}

  private ShardStateCodec() {}

  static byte[] encode(ShardState state) {
    BinaryEncoder packer = new BinaryEncoder(VERSION);
    packer.unsigned(state.nextDueAt().isPresent() ? 1 : 0);
    state.nextDueAt().ifPresent(at -> packer.signed(at.toEpochMilli()));
    packer.unsigned(state.inDoubt().size());
    for (InDoubtInterval suspects : state.inDoubt()) {
      packer.signed(suspects.from().toEpochMilli()).signed(suspects.until().toEpochMilli());
    }
    new TreeMap<>(state.progress())
        .forEach((campaign, progress) -> {
          packer.text(campaign.value()).unsigned(progress.pass());
          if (!(progress.carried() instanceof Cursor.Start)) {
            packer.unsigned(CARRIED);
            encode(progress.carried(), packer);
          }
          encode(progress.cursor(), packer);
          CountsBinaryCodec.encode(progress.counts(), packer);
        });
    return packer.toByteArray();
  }

  static ShardState decode(Shard shard, String attribute, byte[] bytes) {
    BinaryDecoder unpacker = new BinaryDecoder(attribute, VERSION, bytes);
    List<Instant> due = unpacker.counted(() -> Instant.ofEpochMilli(unpacker.signed()));
    List<InDoubtInterval> suspects =
        unpacker.counted(() ->
            new InDoubtInterval(
                Instant.ofEpochMilli(unpacker.signed()), Instant.ofEpochMilli(unpacker.signed())));
    Map<CampaignId, ScanProgress> progress =
        unpacker.remaining(() -> decodeEntry(unpacker)).stream()
            .collect(Collectors.toMap(Entry::campaign, Entry::progress));
    Optional<Instant> nextDueAt = due.stream().findFirst();
    return new ShardState(shard, progress, nextDueAt, suspects);
  }

  private static Entry decodeEntry(BinaryDecoder unpacker) {
    CampaignId campaign = new CampaignId(unpacker.text());
    int pass = unpacker.integer();
    int kind = unpacker.integer();
    boolean hasCarried = kind == CARRIED;
    Cursor carried = hasCarried ? decodeCursor(unpacker.integer(), unpacker) : new Cursor.Start();
    Cursor cursor = decodeCursor(hasCarried ? unpacker.integer() : kind, unpacker);
    SendCounts counts = CountsBinaryCodec.decode(unpacker);
    return new Entry(campaign, new ScanProgress(pass, cursor, counts, carried));
  }

  private static void encode(Cursor cursor, BinaryEncoder packer) {
    switch (cursor) {
      case Cursor.Start _ -> packer.unsigned(START);
      case Cursor.End _ -> packer.unsigned(END);
      case Cursor.After(SubscriberId last) -> packer.unsigned(AFTER).text(last.value());
    }
  }

  private static Cursor decodeCursor(int kind, BinaryDecoder unpacker) {
    return switch (kind) {
      case START -> new Cursor.Start();
      case END -> new Cursor.End();
      case AFTER -> new Cursor.After(new SubscriberId(unpacker.text()));
      default -> throw unpacker.corrupted();
    };
  }
}
