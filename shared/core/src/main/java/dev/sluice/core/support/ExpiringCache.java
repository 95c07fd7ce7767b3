package dev.sluice.core.support;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A bounded cache of values that are loaded on first use and again after their age.
 *
 * <p>The age counts from the start of the load, so a value is never older than it. What the loader
 * does not find is not cached. Loads run outside the lock, so that no caller waits for the load of
 * another; two callers may load the same value at once. A caller whose loads are expensive
 * synchronizes its own calls.
 */
public final class ExpiringCache<K, V> {

  private final InstantSource clock;
  private final Options options;
  private final Function<K, Optional<V>> loader;
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashMap<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);

  private record Entry<V>(V value, Instant until) {}

  /**
   * How a cache behaves.
   *
   * @param maxAge how long after its load a value is returned without another load
   * @param maxEntries the largest number of values; the one unused for longest is removed first
   * @param retryAfter how long the last value stays in use after a load that throws, before the
   *     next attempt; empty if the exception reaches the caller
   */
  public record Options(Duration maxAge, int maxEntries, Optional<Duration> retryAfter) {

    private static final int DEFAULT_MAX_ENTRIES = 500;

    /** Returns options with the default size and without stale values. */
    public static Options maxAge(Duration maxAge) {
      return new Options(maxAge, DEFAULT_MAX_ENTRIES, Optional.empty());
    }

    /** Returns these options with another size. */
    public Options withMaxEntries(int entries) {
      return new Options(maxAge, entries, retryAfter);
    }

    /** Returns these options with a last value that stays in use while loads fail. */
    public Options withStaleValueOnFailure(Duration untilRetry) {
      return new Options(maxAge, maxEntries, Optional.of(untilRetry));
    }
  }

  public ExpiringCache(InstantSource clock, Options options, Function<K, Optional<V>> loader) {
    this.clock = clock;
    this.options = options;
    this.loader = loader;
  }

  /** Returns a supplier that caches the one value of {@code loader}. */
  public static <V> Supplier<V> ofOne(InstantSource clock, Options options, Supplier<V> loader) {
    enum Key {
      ONLY
    }
    ExpiringCache<Key, V> cache =
        new ExpiringCache<>(clock, options, _ -> Optional.of(loader.get()));
    return () -> cache.get(Key.ONLY).orElseThrow();
  }

  /** Returns a value, empty if the loader does not find it. */
  public Optional<V> get(K key) {
    Instant now = clock.instant();
    Optional<Entry<V>> last = find(key);
    Optional<V> fresh = last.filter(entry -> now.isBefore(entry.until())).map(Entry::value);
    return fresh.isPresent() ? fresh : load(key, last, now);
  }

  private Optional<V> load(K key, Optional<Entry<V>> last, Instant now) {
    try {
      Optional<V> found = loader.apply(key);
      found.ifPresent(value -> put(key, new Entry<>(value, now.plus(options.maxAge()))));
      return found;
    } catch (RuntimeException failure) {
      if (last.isEmpty() || options.retryAfter().isEmpty()) {
        throw failure;
      }
      V stale = last.get().value();
      put(key, new Entry<>(stale, now.plus(options.retryAfter().get())));
      return Optional.of(stale);
    }
  }

  private Optional<Entry<V>> find(K key) {
    lock.lock();
    try {
      return Optional.ofNullable(entries.get(key));
    } finally {
      lock.unlock();
    }
  }

  private void put(K key, Entry<V> entry) {
    lock.lock();
    try {
      entries.put(key, entry);
      if (entries.size() > options.maxEntries()) {
        entries.pollFirstEntry();
      }
    } finally {
      lock.unlock();
    }
  }
}
