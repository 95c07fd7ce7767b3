package dev.sluice.core.consent;

import dev.sluice.core.policy.TopicId;
import dev.sluice.core.support.InputRules;
import java.time.Instant;
import java.util.Optional;

/** One change to what a subscriber has allowed. */
public sealed interface ConsentChange {

  /** The subscriber chose for a topic: joined it, left it, or wants it at another cadence. */
  record TopicChosen(TopicId topic, TopicChoice choice) implements ConsentChange {}

  /** The subscriber left everything; choices of topics are kept for a possible return. */
  record UnsubscribedFromAll() implements ConsentChange {}

  /** The subscriber who had left everything came back. */
  record Resubscribed() implements ConsentChange {}

  /** The subscriber wants nothing before an instant. */
  record Paused(Instant until) implements ConsentChange {}

  /** The subscriber ended a pause early. */
  record Resumed() implements ConsentChange {}

  /** The address was suppressed. */
  record Suppressed(Suppression.Cause cause) implements ConsentChange {}

  /**
   * The address is no longer suppressed: the team freed it, or its bounces turned out not to have
   * been in a row.
   *
   * @param reason why the team freed it, one line of at most {@value #MAX_REASON} characters; empty
   *     if it was not the team
   * @param despiteComplaint whether it was to be freed even if its owner had complained
   */
  record Unsuppressed(Optional<String> reason, boolean despiteComplaint) implements ConsentChange {

    /** Characters of a reason: a sentence for whoever looks at the record years later. */
    public static final int MAX_REASON = 200;

    public Unsuppressed {
      reason = reason.map(text -> InputRules.requireSingleLine("reason", text, MAX_REASON));
    }

    /** Creates the change that nobody asked for, as it follows from what was heard. */
    public Unsuppressed() {
      this(Optional.empty(), false);
    }
  }

  /** The subscriber was erased; nothing but a keyed hash of the address is kept. */
  record Erased() implements ConsentChange {}

  /** The team lifted the mark of an erasure, as the person asked to come back. */
  record ErasureLifted() implements ConsentChange {}
}
