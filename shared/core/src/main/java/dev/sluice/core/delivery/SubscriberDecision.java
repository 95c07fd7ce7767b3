package dev.sluice.core.delivery;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.planning.Candidate;
import dev.sluice.core.planning.Decision;
import dev.sluice.core.planning.DropReason;
import dev.sluice.core.planning.Plan;
import dev.sluice.core.sending.PreparedMessage;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is decided for one subscriber at one instant, before it is committed.
 *
 * @param before the record that was read
 * @param messages the messages that are sent once the decision is committed, heaviest first
 * @param after the state to commit; equal to the one read if nothing is to be written
 */
public record SubscriberDecision(
    SubscriberRecord before, Plan plan, List<OutgoingMessage> messages, SubscriberState after) {

  /** A message and the candidate it is for. */
  public record OutgoingMessage(Candidate candidate, PreparedMessage message) {

    /** Returns the campaign the message belongs to. */
    public CampaignId campaign() {
      return candidate.campaign();
    }
  }

  /**
   * A decision that has been committed.
   *
   * @param after the state as it is stored, with every outcome applied
   * @param sendingStopped whether SES accepts nothing from the account for now
   * @param throttledBy the limits of the account by which SES refused messages of this decision
   */
  public record Committed(
      SubscriberDecision decision,
      SubscriberState after,
      boolean sendingStopped,
      Set<SendOutcome.Limit> throttledBy) {

    public Committed {
      throttledBy = Set.copyOf(throttledBy);
    }
  }

  public SubscriberDecision {
    messages = List.copyOf(messages);
  }

  /** Returns a decision that decides nothing: other campaigns get to the subscriber later. */
  public static SubscriberDecision skipped(
      SubscriberRecord record, long policyRevision, Instant now) {
    Plan nothing = new Plan(now, policyRevision, List.of(), Map.of());
    return new SubscriberDecision(record, nothing, List.of(), record.state());
  }

  /** Returns this decision with the drops of sends that cancelled campaigns never came to. */
  SubscriberDecision withUnreached(List<Candidate> unreached) {
    if (unreached.isEmpty()) {
      return this;
    }
    List<Plan.Entry> entries = new ArrayList<>(plan.decisions());
    for (Candidate candidate : unreached) {
      entries.add(new Plan.Entry(candidate, new Decision.Drop(new DropReason.Cancelled())));
    }
    Plan complete = new Plan(plan.at(), plan.policyRevision(), entries, plan.slots());
    return new SubscriberDecision(before, complete, messages, after);
  }

  /** Returns whether the subscriber was erased and the rest of their data can be deleted. */
  public boolean completesErasure() {
    return ErasureCompletion.isDue(before, plan.at());
  }

  /** Returns whether nothing has to be written. */
  public boolean changesNothing() {
    return after.equals(before.state());
  }
}
