package dev.sluice.core.hold;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The check that runs every minute and holds marketing while there are reasons to; a hold also ends
 * by this check.
 *
 * <p>A change is stored before it is announced: of several checks that run at once, only the one
 * that stored the change announces it.
 */
public final class HoldMonitor {

  private final InstantSource clock;
  private final HoldStore store;
  private final List<HoldSource> sources;
  private final HoldAnnouncer announcer;

  public HoldMonitor(
      InstantSource clock, HoldStore store, List<HoldSource> sources, HoldAnnouncer announcer) {
    this.clock = clock;
    this.store = store;
    this.sources = List.copyOf(sources);
    this.announcer = announcer;
  }

  /**
   * Collects the reasons of all sources, and stores and announces them if they have changed.
   *
   * @return the hold as it is now, empty if marketing was never held
   */
  public Optional<MarketingHold> check() {
    Optional<MarketingHold> before = store.load();
    Set<HoldReason> known = before.map(MarketingHold::reasons).orElse(Set.of());
    Set<HoldReason> found = currentReasons(known);
    return found.equals(known) ? before : change(before, found);
  }

  private Optional<MarketingHold> change(Optional<MarketingHold> before, Set<HoldReason> found) {
    Instant now = clock.instant();
    MarketingHold after =
        before
            .map(hold -> hold.withReasons(found, now))
            .orElseGet(() -> new MarketingHold(found, now));
    if (!store.compareAndSet(before, after)) {
      return store.load(); // another check ran at the same time, and announces what it stored
    }
    announcer.announce(after);
    return Optional.of(after);
  }

  private Set<HoldReason> currentReasons(Set<HoldReason> before) {
    Set<HoldReason> found = EnumSet.noneOf(HoldReason.class);
    sources.forEach(source -> found.addAll(source.reasons(before)));
    return found;
  }
}
