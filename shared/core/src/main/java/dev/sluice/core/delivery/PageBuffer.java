package dev.sluice.core.delivery;

import dev.sluice.core.sharding.Cursor;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardReader;
import dev.sluice.core.state.SubscriberRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages that a run's scans have read; the rest of a page is kept for the next turn. */
final class PageBuffer {

  /** Subscribers read at once: about the 1 MB of a page, and a second's work at high rates. */
  private static final int PAGE_SIZE = 500;

  /**
   * How old a record may be when it is processed. The commit detects a changed state, but not a
   * changed address or attribute.
   */
  static final Duration MAX_AGE = Duration.ofSeconds(30);

  /** Pages kept, of some 1 MB each: one for each position of a scan, of which there are few. */
  private static final int MAX_PAGES = 16;

  private final InstantSource clock;
  private final ShardReader reader;
  private final Shard shard;
  private final Map<Cursor, BufferedPage> pages = new LinkedHashMap<>();

  /**
   * The subscribers that follow a position.
   *
   * @param end the position once all of them are passed
   */
  record BufferedPage(Cursor from, List<SubscriberRecord> records, Cursor end, Instant readAt) {

    BufferedPage {
      records = List.copyOf(records);
    }

    /** Returns the rest of the page once this many subscribers are passed. */
    BufferedPage remaining(int passed) {
      Cursor reached = passed == 0 ? from : new Cursor.After(records.get(passed - 1).id());
      return new BufferedPage(reached, records.subList(passed, records.size()), end, readAt);
    }
  }

  PageBuffer(InstantSource clock, ShardReader reader, Shard shard) {
    this.clock = clock;
    this.reader = reader;
    this.shard = shard;
  }

  /** Returns the subscribers after a position. */
  BufferedPage pageAt(Cursor position) {
    Instant now = clock.instant();
    return Optional.ofNullable(pages.remove(position))
        .filter(page -> now.isBefore(page.readAt().plus(MAX_AGE)))
        .orElseGet(() -> load(position, now));
  }

  /** Keeps the rest of a page, and returns the position that was reached. */
  Cursor advance(BufferedPage page, int passed) {
    if (passed == page.records().size()) {
      return page.end();
    }
    BufferedPage rest = page.remaining(passed);
    pages.put(rest.from(), rest);
    if (pages.size() > MAX_PAGES) {
      pages.remove(pages.keySet().iterator().next());
    }
    return rest.from();
  }

  private BufferedPage load(Cursor position, Instant now) {
    ShardReader.Page read = reader.readPage(shard, position, PAGE_SIZE);
    return new BufferedPage(position, read.records(), read.end(), now);
  }
}
