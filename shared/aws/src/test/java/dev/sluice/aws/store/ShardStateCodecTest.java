package dev.sluice.aws.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.delivery.Counts;
import dev.sluice.scheduling.delivery.Cursor;
import dev.sluice.scheduling.delivery.Progress;
import dev.sluice.scheduling.delivery.ShardState;
import dev.sluice.scheduling.delivery.Suspects;
import dev.sluice.scheduling.standing.DropCode;
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

@DisplayName("Of the state of a shard as it is stored")
final class ShardStateCodecTest {

  private static final Shard SHARD = new Shard(3);

  @Test
  @DisplayName("what is written is read")
  void roundTrip() {
    Random random = new Random(20261122);
    for (int i = 0; i < 2_000; i++) {
      ShardState state = state(random, random.nextInt(20));
      assertThat(ShardStateCodec.read(SHARD, "state", ShardStateCodec.write(state)))
          .isEqualTo(state);
    }
  }

  @Test
  @DisplayName("five campaigns fit into one write unit")
  void size() {
    assertThat(ShardStateCodec.write(state(new Random(1), 5)).length).isLessThan(800);
  }

  @Test
  @DisplayName("an unknown format is refused by name")
  void unknownFormat() {
    assertThatThrownBy(() -> ShardStateCodec.read(SHARD, "state", new byte[] {2}))
        .isInstanceOf(UnreadableItemException.class)
        .hasMessageContaining("'state'")
        .hasMessageContaining("version 2");
  }

  private static ShardState state(Random random, int campaigns) {
    Map<CampaignId, Progress> progress = new HashMap<>();
    for (int i = 0; i < campaigns; i++) {
      progress.put(
          new CampaignId("campaign-of-the-season-" + i),
          new Progress(1 + random.nextInt(200), cursor(random), counts(random)));
    }
    List<Suspects> suspects = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      suspects.add(new Suspects(instant(random), instant(random)));
    }
    Optional<Instant> due = random.nextBoolean() ? Optional.of(instant(random)) : Optional.empty();
    return new ShardState(SHARD, progress, due, suspects);
  }

  private static Cursor cursor(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> new Cursor.Start();
      case 1 -> new Cursor.After(new SubscriberId("customer-" + random.nextInt(1_000_000)));
      default -> new Cursor.End();
    };
  }

  private static Counts counts(Random random) {
    Map<DropCode, Long> dropped = new EnumMap<>(DropCode.class);
    for (DropCode code : DropCode.values()) {
      if (random.nextInt(3) == 0) {
        dropped.put(code, random.nextLong(100_000));
      }
    }
    return new Counts(
        random.nextLong(20_000), random.nextLong(10) - 5, random.nextLong(9_000), dropped);
  }

  private static Instant instant(Random random) {
    return Instant.ofEpochMilli(1_770_000_000_000L + random.nextInt());
  }
}
