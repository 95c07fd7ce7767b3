package dev.sluice.core.sharding;

import dev.sluice.core.subscriber.SubscriberId;
import java.time.Instant;
import java.util.Optional;

/**
 * A position in a shard's waiting subscribers, which are in the order of the instants at which they
 * are due.
 *
 * @param dueAt the instant of the last subscriber before the position
 * @param subscriber that subscriber; empty if everyone of that instant is before it
 */
public record DuePosition(Instant dueAt, Optional<SubscriberId> subscriber) {

  /** Returns the position behind everyone who is due up to an instant. */
  public static DuePosition after(Instant dueAt) {
    return new DuePosition(dueAt, Optional.empty());
  }
}
