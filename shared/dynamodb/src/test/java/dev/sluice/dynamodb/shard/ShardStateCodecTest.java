package dev.sluice.dynamodb.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.sharding.Cursor;
import dev.sluice.core.sharding.InDoubtInterval;
import dev.sluice.core.sharding.ScanProgress;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.item.UnreadableItemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The stored state of a shard")
final class ShardStateCodecTest {

  private static final Shard SHARD = new Shard(3);

  @Test
  @DisplayName("is decoded as it was encoded")
  void decodesWhatItEncoded() {
    Random random = new Random(20261122);
    for (int i = 0; i < 2_000; i++) {
      ShardState state = state(random, random.nextInt(20));
      assertThat(ShardStateCodec.decode(SHARD, "state", ShardStateCodec.encode(state)))
          .isEqualTo(state);
    }
  }

  @Test
  @DisplayName("fits one write unit with five campaigns")
  void fitsFiveCampaignsIntoOneWriteUnit() {
    assertThat(ShardStateCodec.encode(state(new Random(1), 5)).length).isLessThan(800);
  }

  @Test
  @DisplayName("is rejected by name if its format is unknown")
  void rejectsUnknownFormats() {
    assertThatThrownBy(() -> ShardStateCodec.decode(SHARD, "state", new byte[] {2}))
        .isInstanceOf(UnreadableItemException.class)
        .hasMessageContaining("'state'")
        .hasMessageContaining("version 2");
  }

  private static ShardState state(Random random, int campaigns) {
    Map<CampaignId, ScanProgress> progress = new HashMap<>();
    for (int i = 0; i < campaigns; i++) {
      progress.put(
          new CampaignId("campaign-of-the-season-" + i),
          new ScanProgress(
              1 + random.nextInt(200), cursor(random), counts(random), carried(random)));
    }
    List<InDoubtInterval> inDoubt = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      inDoubt.add(new InDoubtInterval(instant(random), instant(random)));
    }
    Optional<Instant> due = random.nextBoolean() ? Optional.of(instant(random)) : Optional.empty();
    return new ShardState(SHARD, progress, due, inDoubt);
  }

  private static Cursor carried(Random random) {
    return random.nextInt(4) == 0 ? cursor(random) : new Cursor.Start();
  }

  private static Cursor cursor(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> new Cursor.Start();
      case 1 -> new Cursor.After(new SubscriberId("customer-" + random.nextInt(1_000_000)));
      default -> new Cursor.End();
    };
  }

  private static SendCounts counts(Random random) {
    Map<DropCode, Long> dropped = new EnumMap<>(DropCode.class);
    for (DropCode code : DropCode.values()) {
      if (random.nextInt(3) == 0) {
        dropped.put(code, random.nextLong(100_000));
      }
    }
    return new SendCounts(
        random.nextLong(20_000), random.nextLong(10) - 5, random.nextLong(9_000), dropped);
  }

  private static Instant instant(Random random) {
    return Instant.ofEpochMilli(1_770_000_000_000L + random.nextInt());
  }
}
