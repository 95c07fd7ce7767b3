package dev.sluice.core.planning;

import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.policy.TopicId;
import java.time.Instant;
import java.util.Optional;

/** Why a send is not made at all. */
public sealed interface DropReason {

  /** Returns the code it is counted under. */
  DropCode code();

  /** The subscriber is not subscribed to the topic. */
  record NotSubscribed(TopicId topic) implements DropReason {
    @Override
    public DropCode code() {
      return DropCode.NOT_SUBSCRIBED;
    }
  }

  /** The subscriber has unsubscribed from everything. */
  record UnsubscribedFromAll(Instant since) implements DropReason {
    @Override
    public DropCode code() {
      return DropCode.UNSUBSCRIBED_FROM_ALL;
    }
  }

  /** The address gets no marketing. */
  record AddressSuppressed(Suppression suppression) implements DropReason {
    @Override
    public DropCode code() {
      return DropCode.SUPPRESSED;
    }
  }

  /**
   * Frequency holds it, and the campaign does not wait.
   *
   * @param free the first instant that would have fitted
   */
  record Capped(Instant free, WaitReason holding) implements DropReason {
    @Override
    public DropCode code() {
      return DropCode.CAPPED;
    }
  }

  /**
   * Nothing fits before the campaign expires.
   *
   * @param holding what held it until the expiry, empty if it had expired already
   */
  record Expired(Instant expiry, Optional<WaitReason> holding) implements DropReason {
    @Override
    public DropCode code() {
      return DropCode.EXPIRED;
    }
  }

  /** The campaign has ended. */
  record Cancelled() implements DropReason {
    @Override
    public DropCode code() {
      return DropCode.CANCELLED;
    }
  }

  /** The subscriber is no longer in the campaign's audience. */
  record LeftAudience() implements DropReason {
    @Override
    public DropCode code() {
      return DropCode.LEFT_AUDIENCE;
    }
  }

  /** A template could not be filled for this subscriber. */
  record NotRenderable(String problem) implements DropReason {
    @Override
    public DropCode code() {
      return DropCode.NOT_RENDERABLE;
    }
  }

  /** SES refused the message. */
  record Refused(String cause) implements DropReason {
    @Override
    public DropCode code() {
      return DropCode.REFUSED;
    }
  }
}
