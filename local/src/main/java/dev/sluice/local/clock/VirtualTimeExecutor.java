package dev.sluice.local.clock;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An executor whose tasks are activities of a {@link VirtualClock}, and whose futures, waited for
 * by an activity, let time pass.
 *
 * <p>{@code submit}, {@code invokeAll} and {@code Future.get} are seen by the clock; what waits for
 * a task in another way (a latch, a {@code CompletableFuture}) is taken to be awake.
 */
public final class VirtualTimeExecutor extends AbstractExecutorService {

  private final VirtualClock clock;
  private final ExecutorService threads;

  /** Creates an executor on {@code threads}, which it shuts down when it is shut down. */
  public VirtualTimeExecutor(VirtualClock clock, ExecutorService threads) {
    this.clock = clock;
    this.threads = threads;
  }

  @Override
  public void execute(Runnable command) {
    LocalClock.Activity activity = clock.activity(command);
    try {
      threads.execute(activity);
    } catch (RejectedExecutionException e) {
      activity.abandon();
      throw e;
    }
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Callable<T> callable) {
    return new ClockedFuture<>(callable);
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Runnable runnable, T value) {
    return new ClockedFuture<>(() -> {
      runnable.run();
      return value;
    });
  }

  @Override
  public void shutdown() {
    threads.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return threads.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return threads.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return threads.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return threads.awaitTermination(timeout, unit);
  }

  /** A future that counts its waiting activities as asleep, and as awake again when it is done. */
  private final class ClockedFuture<T> extends FutureTask<T> {
    private int waiting;
    private boolean finished;

    ClockedFuture(Callable<T> callable) {
      super(callable);
    }

    /**
     * Hands wakefulness to those who wait.
     *
     * <p>The task that calls this is an activity itself and still awake, so at no moment does the
     * clock see everything asleep in between.
     */
    @Override
    protected synchronized void done() {
      finished = true;
      clock.changeAwake(waiting);
      waiting = 0;
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
      boolean slept = fallAsleep();
      try {
        return super.get();
      } finally {
        if (slept) {
          wakeUp();
        }
      }
    }

    @Override
    public T get(long timeout, TimeUnit unit)
        throws InterruptedException, ExecutionException, TimeoutException {
      boolean slept = fallAsleep();
      try {
        return super.get(timeout, unit);
      } finally {
        if (slept) {
          wakeUp();
        }
      }
    }

    private synchronized boolean fallAsleep() {
      if (finished || !clock.isActivity()) {
        return false;
      }
      waiting++;
      clock.changeAwake(-1);
      return true;
    }

    /** Counts a waiter as awake whose waiting ended before the task did; else it already is. */
    private synchronized void wakeUp() {
      if (!finished) {
        waiting--;
        clock.changeAwake(1);
      }
    }
  }
}
