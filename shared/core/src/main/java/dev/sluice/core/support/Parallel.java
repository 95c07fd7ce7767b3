package dev.sluice.core.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Runs tasks in parallel and returns their results in order. */
public final class Parallel {

  private Parallel() {}

  /**
   * Applies a function to every element on the executor and waits for all.
   *
   * @throws RuntimeException the first failure in order, after every task has ended
   * @throws InterruptedException if interrupted while waiting; tasks that have not ended are
   *     cancelled
   */
  public static <A, B> List<B> map(
      ExecutorService executor, List<A> elements, Function<A, B> function)
      throws InterruptedException {
    List<Future<B>> futures = new ArrayList<>();
    for (A element : elements) {
      futures.add(executor.submit(() -> function.apply(element)));
    }
    try {
      return await(futures);
    } catch (InterruptedException e) {
      futures.forEach(future -> future.cancel(true));
      throw e;
    }
  }

  private static <B> List<B> await(List<Future<B>> futures) throws InterruptedException {
    List<B> results = new ArrayList<>();
    List<RuntimeException> failures = new ArrayList<>();
    for (Future<B> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        failures.add(unwrapped(e));
      }
    }
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    return results;
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException failure -> failure;
      case Error error -> throw error;
      case null, default -> new IllegalStateException(e);
    };
  }
}
