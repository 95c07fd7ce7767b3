package dev.sluice.bench;

import dev.sluice.local.functions.AwsCall;
import dev.sluice.local.functions.AwsCallListener;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;

/**
 * The CPU time that a thread spends in a function's own code: all but what it spends in calls of
 * AWS, the SDK and the emulators included.
 *
 * <p>CPU time and not wall time, since other work on the machine takes the CPU away from a thread
 * and on Lambda nothing else runs beside a request. What a request waits for takes no CPU; it shows
 * in simulated time.
 */
final class OwnTime implements AwsCallListener {

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final ThreadLocal<Optional<Meter>> metered = ThreadLocal.withInitial(Optional::empty);

  /**
   * What was measured.
   *
   * @param nanos CPU time in the function's own code
   * @param calls calls of AWS
   */
  record Reading(long nanos, int calls) {}

  /** Does work on the calling thread, which must be a platform thread, and measures it. */
  Reading of(Runnable work) {
    Meter meter = new Meter(threads);
    metered.set(Optional.of(meter));
    try {
      meter.resume();
      work.run();
      meter.stop();
    } finally {
      metered.remove();
    }
    return new Reading(meter.nanos, meter.calls);
  }

  @Override
  public void calling() {
    metered.get().ifPresent(Meter::stop);
  }

  @Override
  public void called(AwsCall call) {
    metered.get().ifPresent(Meter::called);
  }

  private static final class Meter {
    private final ThreadMXBean threads;
    private long nanos;
    private long since;
    private int calls;

    Meter(ThreadMXBean threads) {
      this.threads = threads;
    }

    void resume() {
      since = threads.getCurrentThreadCpuTime();
    }

    void stop() {
      nanos += threads.getCurrentThreadCpuTime() - since;
    }

    void called() {
      calls++;
      resume();
    }
  }
}
