package dev.sluice.scheduling.consent;

import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.Suppression;
import dev.sluice.scheduling.standing.TopicChoice;
import java.time.Instant;

/** One change to what a subscriber has allowed. */
public sealed interface ConsentChange {

  /** The subscriber chose for a topic: joined it, left it, or wants it at another cadence. */
  record TopicChosen(TopicId topic, TopicChoice choice) implements ConsentChange {}

  /** The subscriber left everything; choices of topics are kept for a possible return. */
  record AllLeft() implements ConsentChange {}

  /** The subscriber who had left everything came back. */
  record Returned() implements ConsentChange {}

  /** The subscriber wants nothing before an instant. */
  record Paused(Instant until) implements ConsentChange {}

  /** The subscriber ended a pause early. */
  record Resumed() implements ConsentChange {}

  /** The address was suppressed. */
  record Suppressed(Suppression.Cause cause) implements ConsentChange {}

  /** The team lifted the suppression of an address. */
  record Unsuppressed() implements ConsentChange {}

  /** The subscriber was erased; nothing but a keyed hash of the address is kept. */
  record Erased() implements ConsentChange {}

  /** The team lifted the mark of an erasure, as the person asked to come back. */
  record ErasureLifted() implements ConsentChange {}
}
