package dev.sluice.core.delivery;

import dev.sluice.core.sharding.Cursor;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardReader;
import dev.sluice.core.state.SubscriberRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages of a run's walks; what one turn does not get to is there for the next. */
final class PageBuffer {

  /** Subscribers read at once: about the 1 MB of a page, and a second's work at high rates. */
  private static final int PAGE_SIZE = 500;

  /**
   * How old what was read may be when it is visited. A standing that has changed is noticed by the
   * commit, a subscriber's address or attributes are not.
   */
  static final Duration MAX_AGE = Duration.ofSeconds(30);

  /** Pages kept, of some 1 MB each: one for each place where walks stand, and few do. */
  private static final int MAX_PAGES = 16;

  private final WorkerDependencies dependencies;
  private final Shard shard;
  private final Map<Cursor, BufferedPage> pages = new LinkedHashMap<>();

  /**
   * Subscribers that come next on a walk.
   *
   * @param end where the walk stands once all of them are passed
   */
  record BufferedPage(Cursor from, List<SubscriberRecord> records, Cursor end, Instant readAt) {

    BufferedPage {
      records = List.copyOf(records);
    }

    /** Returns what is left once so many are passed. */
    BufferedPage remaining(int passed) {
      Cursor reached = passed == 0 ? from : new Cursor.After(records.get(passed - 1).id());
      return new BufferedPage(reached, records.subList(passed, records.size()), end, readAt);
    }
  }

  PageBuffer(WorkerDependencies workplace, Shard shard) {
    this.dependencies = workplace;
    this.shard = shard;
  }

  /** Returns what comes next from a place on. */
  BufferedPage pageAt(Cursor place) {
    Instant now = dependencies.now();
    return Optional.ofNullable(pages.remove(place))
        .filter(stretch -> now.isBefore(stretch.readAt().plus(MAX_AGE)))
        .orElseGet(() -> load(place, now));
  }

  /** Keeps what is left of a stretch, and returns where the walk stands. */
  Cursor advance(BufferedPage stretch, int passed) {
    if (passed == stretch.records().size()) {
      return stretch.end();
    }
    BufferedPage rest = stretch.remaining(passed);
    pages.put(rest.from(), rest);
    if (pages.size() > MAX_PAGES) {
      pages.remove(pages.keySet().iterator().next());
    }
    return rest.from();
  }

  private BufferedPage load(Cursor place, Instant now) {
    ShardReader.Page page = dependencies.reader().readPage(shard, place, PAGE_SIZE);
    return new BufferedPage(place, page.records(), page.end(), now);
  }
}
