package dev.sluice.local.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.local.clock.VirtualClock.ClockSpeed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Virtual time")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class VirtualClockTest {

  private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  @DisplayName("stands at whole milliseconds")
  void truncatesToMilliseconds() {
    assertThat(new VirtualClock(START.plusNanos(1_999_999)).instant())
        .isEqualTo(START.plusMillis(1));
  }

  @Test
  @DisplayName("does not wait for what is past")
  void doesNotWaitForThePast() throws InterruptedException {
    VirtualClock clock = new VirtualClock(START);
    clock.sleepUntil(START);
    clock.sleepUntil(START.minusSeconds(1));
    assertThat(clock.instant()).isEqualTo(START);
  }

  @Test
  @DisplayName("wakes a sleeper at its instant, rounded up to the millisecond, and not before")
  void wakesAtInstant() throws InterruptedException {
    VirtualClock clock = new VirtualClock(START);
    start(clock, () -> sleep(clock, START.plusMillis(5).plusNanos(1), "woke"));
    clock.awaitIdle();

    assertThat(clock.earliestSleeper()).contains(START.plusMillis(6));
    clock.advanceTowards(START.plusMillis(5));
    assertThat(log).isEmpty();
    clock.advanceTowards(START.plusMillis(6));
    clock.awaitIdle();
    assertThat(log).containsExactly("woke");
  }

  @Test
  @DisplayName("is quiet only when every activity has ended or sleeps")
  void isIdleOnlyWhenEveryActivitySleeps() throws Exception {
    VirtualClock clock = new VirtualClock(START);
    CountDownLatch working = new CountDownLatch(1);
    start(clock, () -> await(working));
    Future<?> quiet =
        threads.submit(() -> {
          clock.awaitIdle();
          return log.add("quiet");
        });

    assertThat(quiet.isDone()).isFalse();
    clock.advanceTowards(START.plusSeconds(10));
    assertThat(clock.instant()).as("time stands still while anything works").isEqualTo(START);
    working.countDown();
    Object unused = quiet.get();
    assertThat(log).containsExactly("quiet");
  }

  @Test
  @DisplayName("refuses to jump over a sleeper")
  void refusesToSkipASleeper() throws InterruptedException {
    VirtualClock clock = new VirtualClock(START);
    start(clock, () -> sleep(clock, START.plusSeconds(1), "woke"));
    clock.awaitIdle();
    assertThatThrownBy(() -> clock.advanceTowards(START.plusSeconds(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("2026-01-05T08:00:01Z");
  }

  @Test
  @DisplayName("lets an activity sleep many times, always to the millisecond it asked for")
  void wakesManySleepersOnTime() throws InterruptedException {
    VirtualClock clock = new VirtualClock(START);
    AtomicInteger wakes = new AtomicInteger();
    for (int worker = 1; worker <= 16; worker++) {
      int step = worker;
      start(
          clock,
          () -> {
            for (int i = 1; i <= 1_000; i++) {
              Instant target = START.plusMillis((long) i * step);
              pause(clock, target);
              assertThat(clock.instant()).isEqualTo(target);
              wakes.incrementAndGet();
            }
          });
    }
    drain(clock);
    assertThat(wakes).hasValue(16_000);
    assertThat(clock.instant()).isEqualTo(START.plusMillis(16_000));
  }

  @Test
  @DisplayName("wakes one by one in the order of falling asleep, if so ordered")
  void wakesOneByOneInOrder() throws InterruptedException {
    VirtualClock clock =
        new VirtualClock(START, ClockSpeed.UNLIMITED, VirtualClock.WakeOrder.ONE_BY_ONE);
    for (int i = 0; i < 20; i++) {
      String name = "worker " + i;
      start(clock, () -> sleep(clock, START.plusSeconds(1), name));
      clock.awaitIdle();
    }
    drain(clock);
    assertThat(log).hasSize(20).isSortedAccordingTo((a, b) -> number(a) - number(b));
  }

  @Test
  @DisplayName("stops counting an interrupted sleeper")
  void forgetsInterruptedSleepers() throws InterruptedException {
    VirtualClock clock = new VirtualClock(START);
    Thread thread =
        Thread.ofVirtual()
            .start(
                clock.activity(() -> {
                  try {
                    clock.sleepUntil(START.plusSeconds(1));
                  } catch (InterruptedException e) {
                    log.add("interrupted");
                  }
                }));
    clock.awaitIdle();
    thread.interrupt();
    thread.join();
    clock.awaitIdle();
    assertThat(clock.earliestSleeper()).isEmpty();
    assertThat(log).containsExactly("interrupted");
  }

  @Test
  @DisplayName("wakes a thread that is no activity, without waiting for it")
  void wakesThreadsThatAreNoActivity() throws Exception {
    VirtualClock clock = new VirtualClock(START);
    Future<?> bystander = threads.submit(() -> sleep(clock, START.plusSeconds(1), "bystander"));
    while (clock.earliestSleeper().isEmpty()) {
      Thread.onSpinWait();
    }
    clock.advanceTowards(START.plusSeconds(1));
    Object unused = bystander.get();
    assertThat(log).containsExactly("bystander");
  }

  @Test
  @DisplayName("passes while an activity waits for tasks that sleep, and only then")
  void advancesWhileActivitiesAwaitTasks() throws InterruptedException {
    VirtualClock clock = new VirtualClock(START);
    ExecutorService executor = new VirtualTimeExecutor(clock, threads);
    start(
        clock,
        () -> {
          List<Callable<Integer>> tasks = new ArrayList<>();
          for (int i = 1; i <= 50; i++) {
            int seconds = i;
            tasks.add(() -> {
              clock.sleepUntil(START.plusSeconds(seconds));
              return seconds;
            });
          }
          try {
            for (Future<Integer> future : executor.invokeAll(tasks)) {
              log.add("done " + future.get());
            }
          } catch (Exception e) {
            log.add("failed " + e);
          }
          log.add("at " + clock.instant());
        });
    drain(clock);
    assertThat(log).hasSize(51).last().isEqualTo("at " + START.plusSeconds(50));
  }

  @Test
  @DisplayName("never passes between a task's end and its waiter's going on")
  void doesNotAdvanceBetweenTaskAndWaiter() throws InterruptedException {
    VirtualClock clock = new VirtualClock(START);
    ExecutorService executor = new VirtualTimeExecutor(clock, threads);
    start(clock, () -> sleep(clock, START.plusSeconds(1), "ahead"));
    start(
        clock,
        () -> {
          for (int i = 0; i < 2_000; i++) {
            try {
              Instant before = executor.submit(clock::instant).get();
              assertThat(clock.instant()).isEqualTo(before);
            } catch (Exception | AssertionError e) {
              log.add("moved");
            }
          }
        });
    clock.awaitIdle();
    assertThat(log).isEmpty();
    drain(clock);
  }

  @Test
  @DisplayName("does not count a task that is refused")
  void ignoresRejectedTasks() throws InterruptedException {
    VirtualClock clock = new VirtualClock(START);
    ExecutorService executor =
        new VirtualTimeExecutor(clock, Executors.newVirtualThreadPerTaskExecutor());
    executor.shutdown();
    assertThatThrownBy(() -> executor.submit(() -> 1))
        .isInstanceOf(java.util.concurrent.RejectedExecutionException.class);
    clock.awaitIdle();
  }

  @Test
  @DisplayName("keeps its speed: a virtual second at a thousandfold takes a real millisecond")
  void limitsSpeed() throws InterruptedException {
    VirtualClock clock =
        new VirtualClock(START, ClockSpeed.times(1_000), VirtualClock.WakeOrder.ALL_AT_ONCE);
    long from = System.nanoTime();
    clock.advanceTowards(START.plusSeconds(20));
    assertThat(System.nanoTime() - from).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(20));
  }

  @Test
  @DisplayName("returns early from a wait when new work is signalled")
  void returnsEarlyOnNewWork() throws Exception {
    VirtualClock clock =
        new VirtualClock(START, ClockSpeed.times(1), VirtualClock.WakeOrder.ALL_AT_ONCE);
    Future<?> driver =
        threads.submit(() -> {
          clock.advanceTowards(START.plus(Duration.ofDays(1)));
          return 0;
        });
    while (!driver.isDone()) {
      clock.signalNewWork();
      Thread.onSpinWait();
    }
    assertThat(clock.instant()).isEqualTo(START);
  }

  private void start(VirtualClock clock, Runnable work) {
    threads.execute(clock.activity(work));
  }

  private static void drain(VirtualClock clock) throws InterruptedException {
    clock.awaitIdle();
    while (clock.earliestSleeper().isPresent()) {
      clock.advanceTowards(clock.earliestSleeper().get());
      clock.awaitIdle();
    }
  }

  private void sleep(VirtualClock clock, Instant until, String name) {
    pause(clock, until);
    log.add(name);
  }

  private static void pause(VirtualClock clock, Instant until) {
    try {
      clock.sleepUntil(until);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int number(String name) {
    return Integer.parseInt(name.substring("worker ".length()));
  }
}
