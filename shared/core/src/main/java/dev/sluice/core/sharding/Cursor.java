package dev.sluice.core.sharding;

import dev.sluice.core.subscriber.SubscriberId;

/** The position of a campaign's scan of a shard; it scans subscribers in order of identifier. */
public sealed interface Cursor {

  /** No subscriber has been scanned. */
  record Start() implements Cursor {}

  /** Every subscriber up to this one has been scanned. */
  record After(SubscriberId subscriber) implements Cursor {}

  /** Every subscriber has been scanned. */
  record End() implements Cursor {}

  /** Returns whether the scan has passed a subscriber. */
  default boolean hasPassed(SubscriberId id) {
    return switch (this) {
      case Start _ -> false;
      case After(SubscriberId last) -> id.compareTo(last) <= 0;
      case End _ -> true;
    };
  }
}
