package dev.sluice.core.consent;

import dev.sluice.core.policy.TopicId;
import dev.sluice.core.support.InputRules;
import java.time.Instant;
import java.util.Optional;

/** One change of a subscriber's consents. */
public sealed interface ConsentChange {

  /**
   * The subscriber chose for a topic: subscribed to it, unsubscribed from it, or changed its
   * cadence.
   */
  record TopicChosen(TopicId topic, TopicChoice choice) implements ConsentChange {}

  /**
   * The subscriber unsubscribed from everything; choices of topics are kept for a possible return.
   */
  record UnsubscribedFromAll() implements ConsentChange {}

  /** The subscriber, who had unsubscribed from everything, subscribed again. */
  record Resubscribed() implements ConsentChange {}

  /** The subscriber wants nothing before an instant. */
  record Paused(Instant until) implements ConsentChange {}

  /** The subscriber ended a pause early. */
  record Resumed() implements ConsentChange {}

  /** The address was suppressed. */
  record Suppressed(Suppression.Cause cause) implements ConsentChange {}

  /**
   * The address is no longer suppressed: the team cleared it, or a late event showed that its
   * bounces were not consecutive.
   *
   * @param reason why the team cleared it, one line of at most {@value #MAX_REASON} characters;
   *     empty if the team did not clear it
   * @param despiteComplaint whether the team cleared it even if its owner had complained
   */
  record Unsuppressed(Optional<String> reason, boolean despiteComplaint) implements ConsentChange {

    /** Maximum characters of a reason: one sentence that explains the record years later. */
    public static final int MAX_REASON = 200;

    public Unsuppressed {
      reason = reason.map(text -> InputRules.requireSingleLine("reason", text, MAX_REASON));
    }

    /** Creates the change that follows from mail events, without a request of the team. */
    public Unsuppressed() {
      this(Optional.empty(), false);
    }
  }

  /** The subscriber was erased; nothing but a keyed hash of the address is kept. */
  record Erased() implements ConsentChange {}

  /** The team lifted the mark of an erasure, as the person asked to come back. */
  record ErasureLifted() implements ConsentChange {}
}
