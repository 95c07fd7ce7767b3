package dev.sluice.dynamodb.item;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** A cache of look-ups whose entries expire; a look-up without a result is not cached. */
public final class ExpiringCache<K, V> {

  /** Entries kept; the one longest unused goes first. */
  private static final int MAX_ENTRIES = 500;

  private final InstantSource clock;
  private final Duration timeToLive;
  private final Function<K, Optional<V>> loader;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);

  private record Entry<V>(V value, Instant until) {}

  /**
   * Creates it.
   *
   * @param fresh how long an entry is valid
   * @param source where entries come from
   */
  public ExpiringCache(InstantSource clock, Duration fresh, Function<K, Optional<V>> source) {
    this.clock = clock;
    this.timeToLive = fresh;
    this.loader = source;
  }

  public Optional<V> get(K key) {
    Optional<V> known = cached(key);
    return known.isPresent() ? known : load(key);
  }

  private Optional<V> cached(K key) {
    lock.lock();
    try {
      return Optional.ofNullable(entries.get(key))
          .filter(entry -> clock.instant().isBefore(entry.until()))
          .map(Entry::value);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Outside the lock, so that no thread waits for another's look-up; two may look up the same key.
   */
  private Optional<V> load(K key) {
    Optional<V> found = loader.apply(key);
    lock.lock();
    try {
      found.ifPresent(
          value -> entries.put(key, new Entry<>(value, clock.instant().plus(timeToLive))));
      Iterator<K> oldest = entries.keySet().iterator();
      if (entries.size() > MAX_ENTRIES) {
        oldest.next();
        oldest.remove();
      }
      return found;
    } finally {
      lock.unlock();
    }
  }
}
