package dev.sluice.core.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An optimistic lock")
final class OptimisticLockTest {

  private final AtomicInteger attempts = new AtomicInteger();

  @Test
  @DisplayName("returns the result of the first attempt that succeeds")
  void returnsResultOfFirstSuccess() {
    Integer result =
        OptimisticLock.update(
            "an item", () -> Optional.of(attempts.incrementAndGet()).filter(number -> number == 3));
    assertThat(result).isEqualTo(3);
  }

  @Test
  @DisplayName("changes the item that was read already, and reads it again after each loss")
  void startsWithTheItemThatWasRead() {
    String result =
        OptimisticLock.update(
            "an item",
            0,
            attempts::incrementAndGet,
            seen -> seen < 2 ? Optional.empty() : Optional.of("changed " + seen));
    assertThat(result).isEqualTo("changed 2");
  }

  @Test
  @DisplayName("fails after its bound of attempts, and names the item")
  void failsAfterItsBound() {
    assertThatThrownBy(() ->
            OptimisticLock.update(
                "an item",
                () -> {
                  attempts.incrementAndGet();
                  return Optional.empty();
                }))
        .isInstanceOf(ConcurrentUpdateException.class)
        .hasMessage("an item changed during each of 20 attempts");
    assertThat(attempts).hasValue(OptimisticLock.MAX_ATTEMPTS);
  }
}
