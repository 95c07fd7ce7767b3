package dev.sluice.scheduling.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.standing.DropCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Of a shard's progress")
class ShardProgressTest {
  private static final CampaignId SALE = new CampaignId("sale");

  @Nested
  @DisplayName("counts")
  class OfCounts {
    private final Counts some =
        new Counts(1, 2, 3, Map.of(DropCode.CAPPED, 4L, DropCode.EXPIRED, 5L));

    @Test
    @DisplayName("add up place by place")
    void sum() {
      Counts other = new Counts(10, 20, 30, Map.of(DropCode.CAPPED, 40L, DropCode.REFUSED, 50L));
      assertThat(some.plus(other))
          .isEqualTo(
              new Counts(
                  11,
                  22,
                  33,
                  Map.of(DropCode.CAPPED, 44L, DropCode.EXPIRED, 5L, DropCode.REFUSED, 50L)));
      assertThat(some.plus(Counts.NONE)).isEqualTo(some);
    }

    @Test
    @DisplayName("move one send from place to place")
    void move() {
      assertThat(some.minus(new Place.Waiting()).plus(new Place.Sent()))
          .isEqualTo(new Counts(2, 2, 2, some.dropped()));
      assertThat(some.plus(new Place.Unconfirmed())).isEqualTo(new Counts(1, 3, 3, some.dropped()));
      assertThat(some.plus(new Place.Dropped(DropCode.CAPPED)).dropped())
          .isEqualTo(Map.of(DropCode.CAPPED, 5L, DropCode.EXPIRED, 5L));
      assertThat(Counts.NONE.plus(new Place.Dropped(DropCode.REFUSED)).dropped())
          .isEqualTo(Map.of(DropCode.REFUSED, 1L));
    }

    @Test
    @DisplayName("of drops add up whatever the reason")
    void drops() {
      assertThat(some.droppedInAll()).isEqualTo(9);
      assertThat(Counts.NONE.droppedInAll()).isZero();
    }
  }

  @Nested
  @DisplayName("a cursor")
  class OfCursor {
    @Test
    @DisplayName("has passed nobody at the start, everybody up to the last one, all at the end")
    void passed() {
      SubscriberId b = new SubscriberId("b");
      assertThat(new Cursor.Start().hasPassed(b)).isFalse();
      assertThat(new Cursor.After(new SubscriberId("a")).hasPassed(b)).isFalse();
      assertThat(new Cursor.After(b).hasPassed(b)).isTrue();
      assertThat(new Cursor.After(new SubscriberId("c")).hasPassed(b)).isTrue();
      assertThat(new Cursor.End().hasPassed(b)).isTrue();
    }
  }

  @Nested
  @DisplayName("a walk")
  class OfWalk {
    @Test
    @DisplayName("begins at the start with nothing counted")
    void begins() {
      assertThat(Progress.of(2)).isEqualTo(new Progress(2, new Cursor.Start(), Counts.NONE));
    }

    @Test
    @DisplayName("is over at its end, but not for a later pass")
    void over() {
      Progress ended = new Progress(1, new Cursor.End(), Counts.NONE);
      assertThat(ended.isOver(1)).isTrue();
      assertThat(ended.isOver(2)).isFalse();
      assertThat(Progress.of(1).isOver(1)).isFalse();
    }

    @Test
    @DisplayName("of another pass begins anew, wherever the last one stopped")
    void anew() {
      Progress stopped = new Progress(1, new Cursor.After(new SubscriberId("m")), Counts.NONE);
      ShardState state =
          new ShardState(new Shard(7), Map.of(SALE, stopped), Optional.empty(), List.of());
      assertThat(state.progressOf(SALE, 1)).isEqualTo(stopped);
      assertThat(state.progressOf(SALE, 2)).isEqualTo(Progress.of(2));
      assertThat(state.progressOf(new CampaignId("other"), 1)).isEqualTo(Progress.of(1));
      assertThat(ShardState.untouched(new Shard(7)).progressOf(SALE, 1)).isEqualTo(Progress.of(1));
    }
  }
}
