package dev.sluice.core.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tasks on many threads at once. */
public final class ConcurrentTasks {

  /** Enough threads that a store which is not atomic is caught in every run. */
  public static final int COUNT = 16;

  private ConcurrentTasks() {}

  /** Starts {@value #COUNT} threads together and returns what each of them returned. */
  public static <T> List<T> runConcurrently(Callable<T> task) throws Exception {
    return runConcurrently(Collections.nCopies(COUNT, task));
  }

  /** Starts a thread for each task together and returns what each task returned, in order. */
  public static <T> List<T> runConcurrently(List<? extends Callable<T>> tasks) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> task : tasks) {
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
