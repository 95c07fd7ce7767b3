package dev.sluice.core.planning;

import dev.sluice.core.campaign.Priority;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.planning.Constraint.BlockedUntil;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.state.DeferredSend;
import java.util.List;

/**
 * The reasons why sends are deferred, as far as they follow from the subscriber, the policy and the
 * topics alone, without the campaigns.
 *
 * <p>A state records until when a send is deferred, not why. So its slot is searched for again,
 * with the other deferred sends in their places: caps are kept in every window, so these close no
 * instant that the plan found open. If the search ends where the plan did, what blocked it on the
 * way is the reason; if not, something else holds the send, such as a heavier campaign that is
 * announced, and no reason is given.
 *
 * @param input as of now, with the deferred sends in its state
 */
public record DeferralExplainer(PlanningInput input) {

  /**
   * Returns what holds a send until its instant: the last cap, cadence or pause, and the quiet
   * hours that follow it, if any; empty if that is not known.
   *
   * @param topic the send's own
   */
  public List<WaitReason> reasonsFor(DeferredSend wait, Topic topic) {
    Slot slot = timelineWithout(wait).earliest(candidate(wait, topic), input.now());
    List<WaitReason> reasons = slot.blocks().stream().map(BlockedUntil::reason).toList();
    return slot.at().equals(wait.until()) ? fromLastFrequencyOrPause(reasons) : List.of();
  }

  private SendTimeline timelineWithout(DeferredSend wait) {
    SendTimeline timeline = SendTimeline.of(input);
    input.state().deferredSends().stream()
        .filter(other -> !other.campaign().equals(wait.campaign()))
        .forEach(timeline::place);
    return timeline;
  }

  /** A search beyond the known instant could only find another one. */
  private Candidate candidate(DeferredSend wait, Topic topic) {
    return new Candidate(
        wait.campaign(),
        topic,
        Priority.NORMAL,
        input.now(),
        wait.until().plusNanos(1),
        WhenCapped.WAIT);
  }

  /** Quiet hours that passed while something else held the send explain nothing. */
  private static List<WaitReason> fromLastFrequencyOrPause(List<WaitReason> reasons) {
    for (int i = reasons.size() - 1; i >= 0; i--) {
      if (!(reasons.get(i) instanceof WaitReason.QuietNow)) {
        return reasons.subList(i, reasons.size());
      }
    }
    return reasons;
  }
}
