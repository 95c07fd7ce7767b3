package dev.sluice.core.sharding;

import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the subscribers of a shard, by identifier and by due instant. */
public interface ShardReader {

  /**
   * Returns subscribers with their states, in order of identifier, as last written.
   *
   * @param after where the page begins
   * @param limit most subscribers of a page, 1 to 500; a page may have fewer and yet not be the
   *     last
   */
  Page readPage(Shard shard, Cursor after, int limit);

  /**
   * Returns the subscribers due at {@code now}, longest due first; it may lag behind the states.
   *
   * @param limit most subscribers to return, 1 to 500
   */
  List<SubscriberId> findDue(Shard shard, Instant now, int limit);

  /**
   * Returns the subscribers that wait and are due after a position, in the order in which they are
   * due; it may lag behind the states.
   *
   * @param limit most subscribers to return, 1 to 500
   */
  WaitingPage findWaiting(Shard shard, DuePosition after, int limit);

  /** Returns when the next subscriber of a shard is due; it may lag behind the states. */
  Optional<Instant> nextDueAt(Shard shard);

  /**
   * Some of the subscribers that wait.
   *
   * @param positions the positions behind each of them
   * @param isLast whether no more of them follow
   */
  record WaitingPage(List<DuePosition> positions, boolean isLast) {
    public WaitingPage {
      positions = List.copyOf(positions);
    }
  }

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
