package dev.sluice.core.explain;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.planning.Decision;
import dev.sluice.core.planning.DropReason;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.ratelimit.SendingBlock;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.state.DropRecord;
import dev.sluice.core.state.SendRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The explanation of one campaign for one subscriber at one instant. */
public sealed interface Explanation {

  /** The campaign was sent to the subscriber, and is never sent again. */
  record Sent(SendRecord record) implements Explanation {}

  /** The send was dropped after it had been deferred, and is never planned again. */
  record Dropped(DropRecord record) implements Explanation {}

  /**
   * The campaign has ended, and there is no record of a send.
   *
   * @param state cancelled or completed
   */
  record Ended(CampaignState state, Instant since) implements Explanation {}

  /**
   * The subscriber is not in the campaign's audience.
   *
   * @param missing the segments the subscriber should be in and is not
   * @param excluding the segments the subscriber should not be in and is
   * @param received the campaigns the subscriber should not have been sent and was
   */
  record NotInAudience(
      List<SegmentId> missing, List<SegmentId> excluding, List<CampaignId> received)
      implements Explanation {
    public NotInAudience {
      missing = List.copyOf(missing);
      excluding = List.copyOf(excluding);
      received = List.copyOf(received);
    }
  }

  /**
   * The campaign is paused.
   *
   * @param waitingUntil the instant for which the send was planned, if it is deferred
   */
  record Paused(Instant since, Optional<Instant> waitingUntil) implements Explanation {}

  /**
   * The campaign has not started.
   *
   * @param slot the instant at which it would be sent by the current plan, if it has a slot
   */
  record Announced(Instant start, Optional<Instant> slot) implements Explanation {}

  /**
   * The scan has passed the subscriber without a send and without a record.
   *
   * @param topic the campaign's topic
   * @param currentDropReason why the send would be dropped now, if it would
   */
  record Passed(TopicId topic, Optional<DropReason> currentDropReason) implements Explanation {}

  /**
   * The campaign is being sent, and this is the decision that a worker would make now.
   *
   * @param waitingUntil the instant for which the send is planned, if it is deferred
   */
  record Decided(Decision decision, Optional<Instant> waitingUntil) implements Explanation {}

  /**
   * The send stays deferred until an instant although another decision would be made now, because
   * nothing has the subscriber processed before.
   *
   * @param decision the decision that a worker would make now
   */
  record Deferred(Instant until, Decision decision) implements Explanation {}

  /**
   * The account sends no marketing at present.
   *
   * @param decision what a worker would decide now if nothing blocked it
   * @param waitingUntil the instant for which the send is planned, if it is deferred
   */
  record Blocked(SendingBlock block, Decision decision, Optional<Instant> waitingUntil)
      implements Explanation {}
}
