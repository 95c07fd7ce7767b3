package dev.sluice.core.sharding;

import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The subscribers of a shard, by identifier and by when they are due. */
public interface ShardReader {

  /**
   * Returns subscribers with their standings, in order of identifier, as last written.
   *
   * @param after where the page begins
   * @param limit most subscribers of a page, 1 to 500; a page may have fewer and yet not be the
   *     last
   */
  Page readPage(Shard shard, Cursor after, int limit);

  /**
   * Returns who is due at {@code now}, the longest due first; it may lag behind the standings.
   *
   * @param limit most subscribers to return, 1 to 500
   */
  List<SubscriberId> findDue(Shard shard, Instant now, int limit);

  /** Returns when the next subscriber of a shard is due; it may lag behind the standings. */
  Optional<Instant> nextDueAt(Shard shard);

  /**
   * Some subscribers of a shard.
   *
   * @param end where the next page begins, {@link Cursor.End} if this one is the last
   */
  record Page(List<SubscriberRecord> records, Cursor end) {
    public Page {
      records = List.copyOf(records);
    }
  }
}
