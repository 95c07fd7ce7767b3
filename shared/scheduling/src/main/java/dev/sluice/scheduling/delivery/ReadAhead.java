package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages of a run's walks; what one turn does not get to is there for the next. */
final class ReadAhead {

  /** Subscribers read at once: about the 1 MB of a page, and a second's work at high rates. */
  private static final int PAGE_SIZE = 500;

  /**
   * How old what was read may be when it is visited. A standing that has changed is noticed by the
   * commit, a subscriber's address or attributes are not.
   */
  static final Duration LIFE = Duration.ofSeconds(30);

  /** Pages kept, of some 1 MB each: one for each place where walks stand, and few do. */
  private static final int MAX_PAGES = 16;

  private final Workplace workplace;
  private final Shard shard;
  private final Map<Cursor, Stretch> kept = new LinkedHashMap<>();

  /**
   * Subscribers that come next on a walk.
   *
   * @param end where the walk stands once all of them are passed
   */
  record Stretch(Cursor from, List<SubscriberRecord> records, Cursor end, Instant readAt) {

    Stretch {
      records = List.copyOf(records);
    }

    /** Returns what is left once so many are passed. */
    Stretch after(int passed) {
      Cursor reached = passed == 0 ? from : new Cursor.After(records.get(passed - 1).id());
      return new Stretch(reached, records.subList(passed, records.size()), end, readAt);
    }
  }

  ReadAhead(Workplace workplace, Shard shard) {
    this.workplace = workplace;
    this.shard = shard;
  }

  /** Returns what comes next from a place on. */
  Stretch from(Cursor place) {
    Instant now = workplace.now();
    return Optional.ofNullable(kept.remove(place))
        .filter(stretch -> now.isBefore(stretch.readAt().plus(LIFE)))
        .orElseGet(() -> read(place, now));
  }

  /** Keeps what is left of a stretch, and returns where the walk stands. */
  Cursor passed(Stretch stretch, int passed) {
    if (passed == stretch.records().size()) {
      return stretch.end();
    }
    Stretch rest = stretch.after(passed);
    kept.put(rest.from(), rest);
    if (kept.size() > MAX_PAGES) {
      kept.remove(kept.keySet().iterator().next());
    }
    return rest.from();
  }

  private Stretch read(Cursor place, Instant now) {
    Audience.Page page = workplace.audience().page(shard, place, PAGE_SIZE);
    return new Stretch(place, page.records(), page.end(), now);
  }
}
