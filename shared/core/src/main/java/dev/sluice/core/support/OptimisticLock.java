package dev.sluice.core.support;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Repeats a read, a change and a conditional write until no other writer comes between.
 *
 * <p>It makes at most {@value #MAX_ATTEMPTS} attempts and does not sleep: another writer that wins
 * has finished its own write, so the next attempt reads the new version. Writers of one item are
 * few, so that losing every attempt is either a fault or a peak that passes; both end in a {@link
 * ConcurrentUpdateException}.
 */
public final class OptimisticLock {

  /**
   * Attempts before an update is given up. Of n writers that start together each needs at most n.
   */
  public static final int MAX_ATTEMPTS = 20;

  private OptimisticLock() {}

  /**
   * Returns the result of the first attempt that succeeds.
   *
   * @param item what is updated, for the message of the exception
   * @param attempt reads, changes and writes; empty if another writer came between
   * @throws ConcurrentUpdateException if every attempt loses
   */
  public static <T> T update(String item, Supplier<Optional<T>> attempt) {
    return update(item, attempt, () -> attempt, Supplier::get);
  }

  /**
   * Returns the result of the first attempt that succeeds, where the item is already read.
   *
   * @param <S> the item as it was read
   * @param seen the item that the first attempt changes
   * @param reload reads the item for every later attempt
   * @param attempt changes and writes; empty if another writer came between
   * @throws ConcurrentUpdateException if every attempt loses
   */
  public static <S, T> T update(
      String item, S seen, Supplier<S> reload, Function<S, Optional<T>> attempt) {
    S current = seen;
    for (int attempts = 1; ; attempts++) {
      Optional<T> result = attempt.apply(current);
      if (result.isPresent()) {
        return result.get();
      }
      if (attempts == MAX_ATTEMPTS) {
        throw new ConcurrentUpdateException(item);
      }
      current = reload.get();
    }
  }
}
