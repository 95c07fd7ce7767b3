package dev.sluice.local.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A clock whose time stands still while any activity is awake, and otherwise jumps to the next
 * instant that anything waits for.
 *
 * <p>The simulation loop moves it with {@link #awaitIdle()} and {@link #advanceTowards}; activities
 * read it and sleep in it with {@link #sleepUntil}. A thread that is not an activity may sleep too:
 * it wakes at its instant, and is not waited for before.
 *
 * <p>What an activity blocks on other than {@link #sleepUntil} and the futures of a {@link
 * VirtualTimeExecutor} counts as being awake, so a thread that waits for another sleeping one in
 * some other way stops time; that is reported after {@value #STALL_REPORT_SECONDS} real seconds.
 */
public final class VirtualClock implements LocalClock {

  /** Longer than any single piece of work in a run; only a report, never a decision. */
  private static final long STALL_REPORT_SECONDS = 30;

  private static final System.Logger LOG = System.getLogger(VirtualClock.class.getName());

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition driver = lock.newCondition();
  private final ThreadLocal<Boolean> inActivity = ThreadLocal.withInitial(() -> false);
  private final PriorityQueue<SleepingThread> sleepers =
      new PriorityQueue<>(
          Comparator.comparing(SleepingThread::wakesAt)
              .thenComparingLong(SleepingThread::sequence));
  private final WakeOrder order;

  private volatile Instant now;
  private ClockSpeed speed;
  private boolean stopped;

  /** Until then, time passes as fast as the work allows, whatever the speed, even if stopped. */
  private Instant hurryUntil;

  private long sequence;
  private int awake;
  private boolean newWork;

  /** Whether activities that slept until the same instant run side by side when it comes. */
  public enum WakeOrder {
    /** All at once, as separate workers would. */
    ALL_AT_ONCE,
    /** One after the other, in the order in which they fell asleep: the same in every run. */
    ONE_BY_ONE
  }

  /** Creates a clock at {@code start} with unlimited speed. */
  public VirtualClock(Instant start) {
    this(start, ClockSpeed.UNLIMITED, WakeOrder.ALL_AT_ONCE);
  }

  /** Creates a clock at {@code start}, truncated to milliseconds. */
  public VirtualClock(Instant start, ClockSpeed speed, WakeOrder order) {
    this.now = Instant.ofEpochMilli(start.toEpochMilli());
    this.hurryUntil = now;
    this.speed = speed;
    this.order = order;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Returns how activities that wake at the same instant run. */
  public WakeOrder order() {
    return order;
  }

  /** Lets time stand still from now on; requests are still answered. */
  public void stop() {
    change(() -> stopped = true);
  }

  /** Lets time pass at a speed from now on. */
  public void runAt(ClockSpeed changed) {
    change(() -> {
      stopped = false;
      speed = changed;
    });
  }

  /**
   * Lets a duration pass as fast as the work in it allows; then time goes on, or stands still, as
   * before.
   *
   * @return the instant at which it will have passed
   */
  public Instant hurry(Duration duration) {
    change(() ->
        hurryUntil = ceilingMillis((hurryUntil.isAfter(now) ? hurryUntil : now).plus(duration)));
    return hurryUntil();
  }

  /** Returns whether time stands still, other than during a {@link #hurry}. */
  public boolean isStopped() {
    lock.lock();
    try {
      return stopped;
    } finally {
      lock.unlock();
    }
  }

  private Instant hurryUntil() {
    lock.lock();
    try {
      return hurryUntil;
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
    signalNewWork();
  }

  @Override
  public Activity activity(Runnable work) {
    changeAwake(1);
    return new VirtualActivity(this, work);
  }

  @Override
  public void performAsActivity(Runnable work) {
    if (isActivity()) {
      work.run();
    } else {
      activity(work).run();
    }
  }

  @Override
  public void sleepUntil(Instant instant) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Instant wakesAt = ceilingMillis(instant);
      if (!wakesAt.isAfter(now)) {
        return;
      }
      boolean counted = inActivity.get();
      SleepingThread sleeper =
          new SleepingThread(wakesAt, sequence++, counted, lock.newCondition());
      sleepers.add(sleeper);
      if (counted) {
        changeAwake(-1);
      }
      sleeper.await();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void awaitIdle() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (awake > 0) {
        if (!driver.await(STALL_REPORT_SECONDS, TimeUnit.SECONDS)) {
          LOG.log(
              System.Logger.Level.WARNING,
              "time stands still at {0}: {1} activities have been awake for {2} s, {3} sleep",
              now,
              awake,
              STALL_REPORT_SECONDS,
              sleepers.size());
        }
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<Instant> earliestSleeper() {
    lock.lock();
    try {
      return Optional.ofNullable(sleepers.peek()).map(SleepingThread::wakesAt);
    } finally {
      lock.unlock();
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if an activity sleeps until an earlier instant: time would jump
   *     over it
   */
  @Override
  public void advanceTowards(Instant next) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (awake > 0) {
        return;
      }
      Instant target = ceilingMillis(next);
      @Nullable SleepingThread first = sleepers.peek();
      if (first != null && first.wakesAt().isBefore(target)) {
        throw new IllegalStateException(
            "cannot advance to %s over a sleeper that wakes at %s"
                .formatted(target, first.wakesAt()));
      }
      if (hurryUntil.isAfter(now)) {
        target = hurryUntil.isBefore(target) ? hurryUntil : target;
      } else if (target.isAfter(now) && awaitSpeed(Duration.between(now, target))) {
        return;
      }
      if (target.isAfter(now)) {
        now = target;
      }
      wakeDue();
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

  /** Returns whether the calling thread works as an activity of this clock. */
  boolean isActivity() {
    return inActivity.get();
  }

  /** Runs {@code work} on this thread as that of an activity that already counts as awake. */
  void runAsActivity(Runnable work) {
    boolean outer = inActivity.get();
    inActivity.set(true);
    try {
      work.run();
    } finally {
      inActivity.set(outer);
    }
  }

  /** Counts {@code change} more threads as awake, fewer if negative. */
  void changeAwake(int change) {
    lock.lock();
    try {
      awake += change;
      if (awake == 0) {
        driver.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits as long as the speed requires; returns true if new work was signalled, or an activity
   * woke, before that.
   */
  private boolean awaitSpeed(Duration step) throws InterruptedException {
    newWork = false;
    while (stopped && !newWork && awake == 0) {
      driver.await();
    }
    long left = speed.nanosFor(step);
    while (left > 0 && !newWork && awake == 0) {
      left = driver.awaitNanos(left);
    }
    return newWork || awake > 0;
  }

  private void wakeDue() {
    @Nullable SleepingThread first = sleepers.peek();
    while (first != null && !first.wakesAt().isAfter(now)) {
      sleepers.remove(first);
      first.wake();
      if (first.counted() && order == WakeOrder.ONE_BY_ONE) {
        return;
      }
      first = sleepers.peek();
    }
  }

  private static Instant ceilingMillis(Instant instant) {
    Instant floor = Instant.ofEpochMilli(instant.toEpochMilli());
    return floor.isBefore(instant) ? floor.plusMillis(1) : floor;
  }

  private final class SleepingThread {
    private final Instant wakesAt;
    private final long sequence;
    private final boolean counted;
    private final Condition woken;
    private boolean awakened;

    SleepingThread(Instant wakesAt, long sequence, boolean counted, Condition woken) {
      this.wakesAt = wakesAt;
      this.sequence = sequence;
      this.counted = counted;
      this.woken = woken;
    }

    Instant wakesAt() {
      return wakesAt;
    }

    long sequence() {
      return sequence;
    }

    boolean counted() {
      return counted;
    }

    void wake() {
      awakened = true;
      if (counted) {
        changeAwake(1);
      }
      woken.signal();
    }

    void await() throws InterruptedException {
      try {
        while (!awakened) {
          woken.await();
        }
      } finally {
        if (!awakened) {
          sleepers.remove(this);
          wake();
        }
      }
    }
  }

  /**
   * Work of a {@link VirtualClock} that counts as awake from its making until it has ended, once.
   */
  static final class VirtualActivity implements LocalClock.Activity {

    private final VirtualClock clock;
    private final Runnable work;
    private final AtomicBoolean ended = new AtomicBoolean();

    VirtualActivity(VirtualClock clock, Runnable work) {
      this.clock = clock;
      this.work = work;
    }

    @Override
    public void run() {
      try {
        clock.runAsActivity(work);
      } finally {
        abandon();
      }
    }

    @Override
    public void abandon() {
      if (ended.compareAndSet(false, true)) {
        clock.changeAwake(-1);
      }
    }
  }

  /**
   * The maximum speed of virtual time.
   *
   * @param timesRealTime virtual seconds per real second, above 0; infinite means as fast as the
   *     work allows
   */
  public record ClockSpeed(double timesRealTime) {

    /** No limit: virtual time takes as long as its work. */
    public static final ClockSpeed UNLIMITED = new ClockSpeed(Double.POSITIVE_INFINITY);

    public ClockSpeed {
      if (!(timesRealTime > 0)) {
        throw new IllegalArgumentException(
            "speed %s: give the virtual seconds per real second, above 0".formatted(timesRealTime));
      }
    }

    /** Returns a speed of at most {@code times} virtual seconds per real second. */
    public static ClockSpeed times(double times) {
      return new ClockSpeed(times);
    }

    /** Returns the real nanoseconds that {@code virtual} takes at least. */
    long nanosFor(Duration virtual) {
      return (long) (virtual.toMillis() * 1e6 / timesRealTime);
    }
  }
}
