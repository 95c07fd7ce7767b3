package dev.sluice.benchmarks;

import dev.sluice.local.functions.AwsCallListener;
import dev.sluice.local.functions.AwsCallListener.AwsCall;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;

/**
 * Measures the CPU time that a thread spends in a function's own code, without calls of AWS, the
 * SDK and the emulators.
 *
 * <p>It measures CPU time and not wall time, since other work on the machine delays a thread, and
 * on Lambda nothing else runs beside a request. Waits take no CPU; they show in simulated time.
 */
final class FunctionCpuTime implements AwsCallListener {

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final ThreadLocal<Optional<CpuMeter>> metered = ThreadLocal.withInitial(Optional::empty);

  /**
   * What was measured.
   *
   * @param nanos CPU time in the function's own code
   * @param calls calls of AWS
   */
  record CpuTime(long nanos, int calls) {}

  /** Measures work on the calling thread, which must be a platform thread. */
  CpuTime measure(Runnable work) {
    CpuMeter meter = new CpuMeter(threads);
    metered.set(Optional.of(meter));
    try {
      meter.resume();
      work.run();
      meter.stop();
    } finally {
      metered.remove();
    }
    return new CpuTime(meter.nanos, meter.calls);
  }

  @Override
  public void beforeCall() {
    metered.get().ifPresent(CpuMeter::stop);
  }

  @Override
  public void afterCall(AwsCall call) {
    metered.get().ifPresent(CpuMeter::called);
  }

  private static final class CpuMeter {
    private final ThreadMXBean threads;
    private long nanos;
    private long startedAt;
    private int calls;

    CpuMeter(ThreadMXBean threads) {
      this.threads = threads;
    }

    void resume() {
      startedAt = threads.getCurrentThreadCpuTime();
    }

    void stop() {
      nanos += threads.getCurrentThreadCpuTime() - startedAt;
    }

    void called() {
      calls++;
      resume();
    }
  }
}
