package dev.sluice.core.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same thing on many threads at once. */
public final class ConcurrentTasks {

  /** Enough threads that a store which is not atomic is caught in every run. */
  public static final int COUNT = 16;

  private ConcurrentTasks() {}

  /** Starts {@value #COUNT} threads together and returns what each of them returned. */
  public static <T> List<T> runConcurrently(Callable<T> task) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(COUNT)) {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < COUNT; i++) {
        futures.add(
            threads.submit(() -> {
              start.await();
              return task.call();
            }));
      }
      start.countDown();
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }
}
