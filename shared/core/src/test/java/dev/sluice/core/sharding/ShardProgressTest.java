package dev.sluice.core.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.campaign.SendStatus;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The progress of a shard")
class ShardProgressTest {
  private static final CampaignId SALE = new CampaignId("sale");

  @Nested
  @DisplayName("counts")
  class OfCounts {
    private final SendCounts some =
        new SendCounts(1, 2, 3, Map.of(DropCode.CAPPED, 4L, DropCode.EXPIRED, 5L));

    @Test
    @DisplayName("add up place by place")
    void addUpByStatus() {
      SendCounts other =
          new SendCounts(10, 20, 30, Map.of(DropCode.CAPPED, 40L, DropCode.REFUSED, 50L));
      assertThat(some.plus(other))
          .isEqualTo(
              new SendCounts(
                  11,
                  22,
                  33,
                  Map.of(DropCode.CAPPED, 44L, DropCode.EXPIRED, 5L, DropCode.REFUSED, 50L)));
      assertThat(some.plus(SendCounts.NONE)).isEqualTo(some);
    }

    @Test
    @DisplayName("move one send from place to place")
    void moveOneSendBetweenStatuses() {
      assertThat(some.minus(new SendStatus.Waiting()).plus(new SendStatus.Sent()))
          .isEqualTo(new SendCounts(2, 2, 2, some.dropped()));
      assertThat(some.plus(new SendStatus.Unconfirmed()))
          .isEqualTo(new SendCounts(1, 3, 3, some.dropped()));
      assertThat(some.plus(new SendStatus.Dropped(DropCode.CAPPED)).dropped())
          .isEqualTo(Map.of(DropCode.CAPPED, 5L, DropCode.EXPIRED, 5L));
      assertThat(SendCounts.NONE.plus(new SendStatus.Dropped(DropCode.REFUSED)).dropped())
          .isEqualTo(Map.of(DropCode.REFUSED, 1L));
    }

    @Test
    @DisplayName("of drops add up whatever the reason")
    void sumDropsOfAllReasons() {
      assertThat(some.totalDropped()).isEqualTo(9);
      assertThat(SendCounts.NONE.totalDropped()).isZero();
    }
  }

  @Nested
  @DisplayName("a cursor")
  class OfCursor {
    @Test
    @DisplayName(
        "has passed no subscriber at the start, those up to the last one later, and all at the end")
    void knowsWhomItHasPassed() {
      SubscriberId b = new SubscriberId("b");
      assertThat(new Cursor.Start().hasPassed(b)).isFalse();
      assertThat(new Cursor.After(new SubscriberId("a")).hasPassed(b)).isFalse();
      assertThat(new Cursor.After(b).hasPassed(b)).isTrue();
      assertThat(new Cursor.After(new SubscriberId("c")).hasPassed(b)).isTrue();
      assertThat(new Cursor.End().hasPassed(b)).isTrue();
    }
  }

  @Nested
  @DisplayName("a scan")
  class OfScan {
    @Test
    @DisplayName("begins at the start with nothing counted")
    void startsWithNothingCounted() {
      assertThat(ScanProgress.notStarted(2))
          .isEqualTo(new ScanProgress(2, new Cursor.Start(), SendCounts.NONE));
    }

    @Test
    @DisplayName("is over at its end, but not for a later pass")
    void isCompletedAtItsEndForItsPassOnly() {
      ScanProgress ended = new ScanProgress(1, new Cursor.End(), SendCounts.NONE);
      assertThat(ended.isCompleted(1)).isTrue();
      assertThat(ended.isCompleted(2)).isFalse();
      assertThat(ScanProgress.notStarted(1).isCompleted(1)).isFalse();
    }

    @Test
    @DisplayName("of another pass begins again, wherever the last one stopped")
    void startsAgainForAnotherPass() {
      ScanProgress stopped =
          new ScanProgress(1, new Cursor.After(new SubscriberId("m")), SendCounts.NONE);
      ShardState state =
          new ShardState(new Shard(7), Map.of(SALE, stopped), Optional.empty(), List.of());
      assertThat(state.progressOf(SALE, 1)).isEqualTo(stopped);
      assertThat(state.progressOf(SALE, 2)).isEqualTo(ScanProgress.notStarted(2));
      assertThat(state.progressOf(new CampaignId("other"), 1))
          .isEqualTo(ScanProgress.notStarted(1));
      assertThat(ShardState.initial(new Shard(7)).progressOf(SALE, 1))
          .isEqualTo(ScanProgress.notStarted(1));
    }
  }
}
