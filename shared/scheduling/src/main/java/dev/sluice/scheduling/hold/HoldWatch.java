package dev.sluice.scheduling.hold;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks every minute whether there are reasons to hold marketing; a hold ends as it began, by
 * itself.
 *
 * <p>A change is stored before it is announced, and noted as announced afterwards: of several that
 * see it at once only the one that stored it announces it, and one that fails in between leaves it
 * to the next look.
 */
public final class HoldWatch {

  private final InstantSource clock;
  private final HoldStore store;
  private final List<HoldSource> sources;
  private final HoldAnnouncer announcer;

  /** Creates a watch. */
  public HoldWatch(
      InstantSource clock, HoldStore store, List<HoldSource> sources, HoldAnnouncer announcer) {
    this.clock = clock;
    this.store = store;
    this.sources = List.copyOf(sources);
    this.announcer = announcer;
  }

  /**
   * Gathers the reasons of all sources and stores them if they are others than before.
   *
   * @return the hold as this look found it, empty if marketing was never held
   */
  public Optional<MarketingHold> look() {
    Optional<MarketingHold> before = store.read();
    Set<HoldReason> known = before.map(MarketingHold::reasons).orElse(Set.of());
    Set<HoldReason> found = found(known);
    if (found.equals(known)) {
      return before;
    }
    MarketingHold after =
        before
            .map(hold -> hold.changed(found, clock.instant()))
            .orElseGet(() -> new MarketingHold(found, clock.instant(), false));
    return store.change(before, after) ? Optional.of(after) : before;
  }

  /**
   * Announces what {@link #look} found, unless that was done before.
   *
   * @return whether it was announced now
   */
  public boolean announce(MarketingHold hold) {
    boolean isNews = !hold.announced();
    if (isNews) {
      announcer.announce(hold);
      boolean unused = store.change(Optional.of(hold), hold.told());
    }
    return isNews;
  }

  private Set<HoldReason> found(Set<HoldReason> before) {
    Set<HoldReason> found = EnumSet.noneOf(HoldReason.class);
    sources.forEach(source -> found.addAll(source.reasons(before)));
    return found;
  }
}
