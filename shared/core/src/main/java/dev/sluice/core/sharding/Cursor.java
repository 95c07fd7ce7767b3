package dev.sluice.core.sharding;

import dev.sluice.core.subscriber.SubscriberId;

/**
 * How far a campaign's walk over a shard has come; subscribers are walked in order of identifier.
 */
public sealed interface Cursor {

  /** Nobody has been walked. */
  record Start() implements Cursor {}

  /** Everybody up to this subscriber has been walked. */
  record After(SubscriberId subscriber) implements Cursor {}

  /** Everybody has been walked. */
  record End() implements Cursor {}

  /** Tells whether the walk has passed a subscriber. */
  default boolean hasPassed(SubscriberId id) {
    return switch (this) {
      case Start _ -> false;
      case After(SubscriberId last) -> id.compareTo(last) <= 0;
      case End _ -> true;
    };
  }
}
