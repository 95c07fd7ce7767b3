package dev.sluice.local.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The machine's time in whole milliseconds; sleeping takes real time. */
public final class SystemClock implements LocalClock {

  /** Far waits are cut into parts, since nanoseconds reach only 292 years. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private final InstantSource system = Clock.tickMillis(ZoneOffset.UTC);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition driver = lock.newCondition();
  private boolean newWork;

  @Override
  public Instant instant() {
    return system.instant();
  }

  @Override
  public void sleepUntil(Instant instant) throws InterruptedException {
    ReentrantLock own = new ReentrantLock();
    Condition passed = own.newCondition();
    own.lockInterruptibly();
    try {
      awaitUntil(passed, instant, () -> false);
    } finally {
      own.unlock();
    }
  }

  @Override
  public Activity activity(Runnable work) {
    return new Activity() {
      @Override
      public void run() {
        try {
          work.run();
        } finally {
          signalNewWork();
        }
      }

      @Override
      public void abandon() {
        signalNewWork();
      }
    };
  }

  @Override
  public void performAsActivity(Runnable work) {
    activity(work).run();
  }

  /** Returns at once: real time does not wait for work. */
  @Override
  public void awaitIdle() {}

  /** Returns empty: sleepers of real time wake by themselves. */
  @Override
  public Optional<Instant> earliestSleeper() {
    return Optional.empty();
  }

  @Override
  public void advanceTowards(Instant next) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      awaitUntil(driver, next, () -> newWork);
      newWork = false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void signalNewWork() {
    lock.lock();
    try {
      newWork = true;
      driver.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitUntil(
      Condition condition, Instant instant, java.util.function.BooleanSupplier stop)
      throws InterruptedException {
    Duration left = Duration.between(instant(), instant);
    while (left.isPositive() && !stop.getAsBoolean()) {
      Duration part = left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
      long unused = condition.awaitNanos(part.toNanos());
      left = Duration.between(instant(), instant);
    }
  }
}
