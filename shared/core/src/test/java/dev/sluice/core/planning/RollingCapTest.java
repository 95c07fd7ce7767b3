package dev.sluice.core.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.policy.TopicId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A rolling cap over a window of 10 hours")
class RollingCapTest {
  private static final Instant ZERO = Instant.parse("2026-11-22T00:00:00Z");
  private static final Duration LENGTH = Duration.ofHours(10);

  @Nested
  @DisplayName("with a limit of 1")
  class OfOne {
    @Test
    @DisplayName("is full until exactly its length after a send, and not at that instant")
    void isFullUntilExactlyItsLengthAfterASend() {
      assertThat(until(1, hour(10).minusNanos(1), 0)).contains(hour(10));
      assertThat(until(1, hour(10), 0)).isEmpty();
    }

    @Test
    @DisplayName("is full from just less than its length before a planned send")
    void isFullFromItsLengthBeforeAPlannedSend() {
      assertThat(until(1, hour(0).plusNanos(1), 10)).contains(hour(20));
      assertThat(until(1, hour(0), 10)).isEmpty();
    }
  }

  @Nested
  @DisplayName("with a limit of 2")
  class OfTwo {
    @Test
    @DisplayName("is full while both sends lie in a window with the new one")
    void isFullWhileBothSendsShareAWindow() {
      assertThat(until(2, hour(9), 0, 4)).contains(hour(10));
      assertThat(until(2, hour(10), 0, 4)).isEmpty();
    }

    @Test
    @DisplayName("has room between two sends that no window has both of")
    void hasRoomBetweenDistantSends() {
      assertThat(until(2, hour(6), 0, 12)).isEmpty();
      assertThat(until(2, hour(5), 0, 10)).isEmpty();
    }

    @Test
    @DisplayName("has no room between two sends that some window has both of")
    void hasNoRoomBetweenCloseSends() {
      RollingCap cap = cap(2, 0, 9);
      assertThat(cap.fullAt(hour(5)).map(RollingCap.Full::until)).contains(hour(10));
    }

    @Test
    @DisplayName("names the run of sends that holds longest")
    void returnsRunThatBlocksLongest() {
      RollingCap cap = cap(2, 0, 1, 2);
      assertThat(cap.fullAt(hour(3)))
          .contains(new RollingCap.Full(hour(11), List.of(sent(1), sent(2))));
    }

    @Test
    @DisplayName("is not made worse where history already breaks it")
    void isNotWorsenedByExceededHistory() {
      assertThat(until(2, hour(9), 0, 1, 2)).contains(hour(11));
      assertThat(until(2, hour(11), 0, 1, 2)).isEmpty();
    }
  }

  @Test
  @DisplayName("counts the most sends that any window including the instant has")
  void countsMostSendsOfAnyWindowAroundTheInstant() {
    assertThat(cap(5, 0, 4, 9, 12, 13).usedAt(hour(9))).isEqualTo(4);
    assertThat(cap(5, 0, 4).usedAt(hour(10))).isEqualTo(1);
    assertThat(cap(5, 20).usedAt(hour(10))).isEqualTo(0);
    assertThat(cap(5, 20).usedAt(hour(10).plusNanos(1))).isEqualTo(1);
  }

  private static Optional<Instant> until(int limit, Instant at, int... hours) {
    return cap(limit, hours).fullAt(at).map(RollingCap.Full::until);
  }

  private static RollingCap cap(int limit, int... hours) {
    return new RollingCap(
        limit, LENGTH, Arrays.stream(hours).mapToObj(RollingCapTest::sent).toList());
  }

  private static PlacedSend sent(int hour) {
    return new PlacedSend(hour(hour), new TopicId("offers"), Optional.empty());
  }

  private static Instant hour(int hour) {
    return ZERO.plus(Duration.ofHours(hour));
  }
}
