package dev.sluice.core.planning;

import dev.sluice.core.campaign.Priority;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.planning.Constraint.BlockedUntil;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.state.DeferredSend;
import java.util.List;

/**
 * Why sends wait, as far as the person, the rules and the topics tell: no campaign is looked at.
 *
 * <p>A standing keeps until when a send waits, not why. So its slot is searched for once more, with
 * the others that wait in their places: caps are kept in every window, so these close no instant
 * that the plan found open. If the search ends where the plan did, what held it on the way is why;
 * if not, something else holds the send, such as a heavier campaign that is announced, and nothing
 * is told.
 *
 * @param input as of now, with what waits in its standing
 */
public record DeferralExplainer(PlanningInput input) {

  /**
   * Returns what holds a send until its instant: the last cap, cadence or pause, and the quiet
   * hours that follow it, if they do. Empty if that cannot be told.
   *
   * @param topic the send's own
   */
  public List<WaitReason> reasonsFor(DeferredSend wait, Topic topic) {
    Slot slot = timelineWithout(wait).earliest(candidate(wait, topic), input.now());
    List<WaitReason> reasons = slot.blocks().stream().map(BlockedUntil::reason).toList();
    return slot.at().equals(wait.until()) ? fromLastFrequencyOrPause(reasons) : List.of();
  }

  private SendTimeline timelineWithout(DeferredSend wait) {
    SendTimeline timetable = SendTimeline.of(input);
    input.state().deferredSends().stream()
        .filter(other -> !other.campaign().equals(wait.campaign()))
        .forEach(timetable::place);
    return timetable;
  }

  /** Looking further than the known instant could only find another one. */
  private Candidate candidate(DeferredSend wait, Topic topic) {
    return new Candidate(
        wait.campaign(),
        topic,
        Priority.NORMAL,
        input.now(),
        wait.until().plusNanos(1),
        WhenCapped.WAIT);
  }

  /** Nights that passed while something else held it explain nothing. */
  private static List<WaitReason> fromLastFrequencyOrPause(List<WaitReason> reasons) {
    for (int i = reasons.size() - 1; i >= 0; i--) {
      if (!(reasons.get(i) instanceof WaitReason.QuietNow)) {
        return reasons.subList(i, reasons.size());
      }
    }
    return reasons;
  }
}
