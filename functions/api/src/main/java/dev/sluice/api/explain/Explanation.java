package dev.sluice.api.explain;

import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.planning.Decision;
import dev.sluice.core.planning.DropReason;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.state.DropRecord;
import dev.sluice.core.state.SendRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What there is to say about one campaign and one subscriber at one instant. */
public sealed interface Explanation {

  /** It was sent; it is never sent again. */
  record Sent(SendRecord record) implements Explanation {}

  /** It was dropped after it had waited; it is never taken up again. */
  record Dropped(DropRecord record) implements Explanation {}

  /**
   * The campaign is over, and there is no record of a send.
   *
   * @param state cancelled or completed
   */
  record Ended(CampaignState state, Instant since) implements Explanation {}

  /**
   * The subscriber is not in the campaign's segments.
   *
   * @param missing the segments the subscriber should be in and is not
   * @param excluding the segments the subscriber should not be in and is
   */
  record NotInAudience(List<SegmentId> missing, List<SegmentId> excluding) implements Explanation {
    public NotInAudience {
      missing = List.copyOf(missing);
      excluding = List.copyOf(excluding);
    }
  }

  /**
   * The campaign is paused.
   *
   * @param waitingUntil the instant for which the send was planned, if it waits
   */
  record Paused(Instant since, Optional<Instant> waitingUntil) implements Explanation {}

  /**
   * The campaign has not started.
   *
   * @param slot the instant it would go out as things stand, if it keeps a slot already
   */
  record Announced(Instant start, Optional<Instant> slot) implements Explanation {}

  /**
   * The walk has passed the subscriber without a send, and without a record: it was decided then.
   *
   * @param topic the campaign's topic
   * @param currentDropReason why it would not be sent now either, if that is so
   */
  record Passed(TopicId topic, Optional<DropReason> currentDropReason) implements Explanation {}

  /**
   * The campaign is being sent, and this is what a visit would decide now.
   *
   * @param waitingUntil the instant for which the send is planned already, if it waits
   */
  record Decided(Decision decision, Optional<Instant> waitingUntil) implements Explanation {}
}
