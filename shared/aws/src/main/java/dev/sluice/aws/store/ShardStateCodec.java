package dev.sluice.aws.store;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.delivery.Cursor;
import dev.sluice.scheduling.delivery.Progress;
import dev.sluice.scheduling.delivery.ShardState;
import dev.sluice.scheduling.delivery.Suspects;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A shard's state as bytes, about 60 for a campaign, so that a checkpoint of a dozen campaigns is
 * one write unit.
 *
 * <p>Version; number of due instants (0 or 1), due instant; number of suspects, from and until of
 * each; then for each campaign: name, pass, cursor (0 start, 1 end, 2 and a subscriber), counts.
 */
final class ShardStateCodec {

  private static final int VERSION = 1;
  private static final int START = 0;
  private static final int END = 1;
  private static final int AFTER = 2;

  private record Entry(CampaignId campaign, Progress progress) {}

  private ShardStateCodec() {}

  static byte[] write(ShardState state) {
    Packer packer = new Packer(VERSION);
    packer.unsigned(state.nextDueAt().isPresent() ? 1 : 0);
    state.nextDueAt().ifPresent(at -> packer.signed(at.toEpochMilli()));
    packer.unsigned(state.suspects().size());
    for (Suspects suspects : state.suspects()) {
      packer.signed(suspects.from().toEpochMilli()).signed(suspects.until().toEpochMilli());
    }
    new TreeMap<>(state.progress())
        .forEach((campaign, progress) -> {
          packer.text(campaign.value()).unsigned(progress.pass());
          write(progress.cursor(), packer);
          CountsPacker.pack(progress.counts(), packer);
        });
    return packer.bytes();
  }

  static ShardState read(Shard shard, String attribute, byte[] bytes) {
    Unpacker unpacker = new Unpacker(attribute, VERSION, bytes);
    List<Instant> due = unpacker.counted(() -> Instant.ofEpochMilli(unpacker.signed()));
    List<Suspects> suspects =
        unpacker.counted(() ->
            new Suspects(
                Instant.ofEpochMilli(unpacker.signed()), Instant.ofEpochMilli(unpacker.signed())));
    Map<CampaignId, Progress> progress =
        unpacker.rest(() -> entry(unpacker)).stream()
            .collect(Collectors.toMap(Entry::campaign, Entry::progress));
    Optional<Instant> nextDueAt = due.stream().findFirst();
    return new ShardState(shard, progress, nextDueAt, suspects);
  }

  private static Entry entry(Unpacker unpacker) {
    CampaignId campaign = new CampaignId(unpacker.text());
    int pass = unpacker.integer();
    Cursor cursor = cursor(unpacker);
    return new Entry(campaign, new Progress(pass, cursor, CountsPacker.unpack(unpacker)));
  }

  private static void write(Cursor cursor, Packer packer) {
    switch (cursor) {
      case Cursor.Start _ -> packer.unsigned(START);
      case Cursor.End _ -> packer.unsigned(END);
      case Cursor.After(SubscriberId last) -> packer.unsigned(AFTER).text(last.value());
    }
  }

  private static Cursor cursor(Unpacker unpacker) {
    return switch (unpacker.integer()) {
      case START -> new Cursor.Start();
      case END -> new Cursor.End();
      case AFTER -> new Cursor.After(new SubscriberId(unpacker.text()));
      default -> throw unpacker.damaged();
    };
  }
}
