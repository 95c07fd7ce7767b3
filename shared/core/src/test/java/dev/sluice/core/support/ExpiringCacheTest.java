package dev.sluice.core.support;

import static dev.sluice.core.contract.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.contract.SettableClock;
import dev.sluice.core.support.ExpiringCache.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An expiring cache")
class ExpiringCacheTest {

  private static final Duration MAX_AGE = Duration.ofMinutes(1);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
  private static final Duration LOAD_TIME = Duration.ofSeconds(5);

  private final SettableClock clock = new SettableClock(NOON);
  private final Map<String, Integer> stored = new HashMap<>();
  private final List<String> loads = new ArrayList<>();
  private boolean broken;
  private Duration loadTime = Duration.ZERO;

  @Test
  @DisplayName("loads a value once and again as soon as it reaches its age")
  void reloadsAfterTheAge() {
    ExpiringCache<String, Integer> cache = cache(Options.maxAge(MAX_AGE));
    stored.put("a", 1);
    assertThat(cache.get("a")).contains(1);
    stored.put("a", 2);
    advance(MAX_AGE.minusMillis(1));
    assertThat(cache.get("a")).contains(1);
    advance(Duration.ofMillis(1));
    assertThat(cache.get("a")).contains(2);
    assertThat(loads).containsExactly("a", "a");
  }

  @Test
  @DisplayName("counts the age from the start of the load")
  void countsTheAgeFromTheStartOfTheLoad() {
    loadTime = LOAD_TIME;
    ExpiringCache<String, Integer> cache = cache(Options.maxAge(MAX_AGE));
    stored.put("a", 1);
    cache.get("a");
    advance(MAX_AGE.minus(LOAD_TIME));
    cache.get("a");
    assertThat(loads).hasSize(2);
  }

  @Test
  @DisplayName("does not extend the age of a value by its use")
  void doesNotExtendTheAgeByUse() {
    ExpiringCache<String, Integer> cache = cache(Options.maxAge(MAX_AGE));
    stored.put("a", 1);
    cache.get("a");
    advance(MAX_AGE.dividedBy(2));
    cache.get("a");
    advance(MAX_AGE.dividedBy(2));
    cache.get("a");
    assertThat(loads).hasSize(2);
  }

  @Test
  @DisplayName("loads an absent value at every request")
  void doesNotCacheAbsence() {
    ExpiringCache<String, Integer> cache = cache(Options.maxAge(MAX_AGE));
    assertThat(cache.get("a")).isEmpty();
    stored.put("a", 1);
    assertThat(cache.get("a")).contains(1);
  }

  @Test
  @DisplayName("returns nothing if an expired value no longer exists")
  void forgetsAValueThatNoLongerExists() {
    ExpiringCache<String, Integer> cache =
        cache(Options.maxAge(MAX_AGE).withStaleValueOnFailure(RETRY_AFTER));
    stored.put("a", 1);
    cache.get("a");
    stored.clear();
    advance(MAX_AGE);
    assertThat(cache.get("a")).isEmpty();
  }

  @Test
  @DisplayName("removes the value unused for longest when it is full")
  void removesTheLeastRecentlyUsedValue() {
    ExpiringCache<String, Integer> cache = cache(Options.maxAge(MAX_AGE).withMaxEntries(2));
    stored.putAll(Map.of("a", 1, "b", 2, "c", 3));
    List.of("a", "b", "a", "c").forEach(cache::get);
    assertThat(loads).containsExactly("a", "b", "c");
    cache.get("a");
    assertThat(loads).containsExactly("a", "b", "c");
    cache.get("b");
    assertThat(loads).containsExactly("a", "b", "c", "b");
  }

  @Test
  @DisplayName("throws the exception of a failed reload and loads again at the next request")
  void throwsTheExceptionOfAFailedReload() {
    ExpiringCache<String, Integer> cache = cache(Options.maxAge(MAX_AGE));
    stored.put("a", 1);
    cache.get("a");
    broken = true;
    advance(MAX_AGE);
    assertThatThrownBy(() -> cache.get("a")).hasMessage("broken");
    broken = false;
    assertThat(cache.get("a")).contains(1);
  }

  @Test
  @DisplayName("keeps the last value while reloads fail, and retries after the given time")
  void keepsTheStaleValueUntilTheRetry() {
    ExpiringCache<String, Integer> cache =
        cache(Options.maxAge(MAX_AGE).withStaleValueOnFailure(RETRY_AFTER));
    stored.put("a", 1);
    cache.get("a");
    broken = true;
    advance(MAX_AGE);
    assertThat(cache.get("a")).contains(1);
    advance(RETRY_AFTER);
    assertThat(cache.get("a")).as("after a second failure").contains(1);
    broken = false;
    stored.put("a", 2);
    advance(RETRY_AFTER.minusMillis(1));
    assertThat(cache.get("a")).contains(1);
    advance(Duration.ofMillis(1));
    assertThat(cache.get("a")).contains(2);
    assertThat(loads).hasSize(4);
  }

  @Test
  @DisplayName("throws the exception of a first load, since there is no last value")
  void throwsTheExceptionOfTheFirstLoad() {
    ExpiringCache<String, Integer> cache =
        cache(Options.maxAge(MAX_AGE).withStaleValueOnFailure(RETRY_AFTER));
    broken = true;
    assertThatThrownBy(() -> cache.get("a")).hasMessage("broken");
  }

  @Test
  @DisplayName("can cache one value without a key")
  void cachesOneValue() {
    AtomicInteger count = new AtomicInteger();
    Supplier<Integer> one =
        ExpiringCache.ofOne(clock, Options.maxAge(MAX_AGE), count::incrementAndGet);
    assertThat(List.of(one.get(), one.get())).containsExactly(1, 1);
    advance(MAX_AGE);
    assertThat(one.get()).isEqualTo(2);
  }

  private ExpiringCache<String, Integer> cache(Options options) {
    return new ExpiringCache<>(clock, options, this::load);
  }

  private Optional<Integer> load(String key) {
    loads.add(key);
    advance(loadTime);
    if (broken) {
      throw new IllegalStateException("broken");
    }
    return Optional.ofNullable(stored.get(key));
  }

  private void advance(Duration time) {
    clock.set(clock.instant().plus(time));
  }
}
