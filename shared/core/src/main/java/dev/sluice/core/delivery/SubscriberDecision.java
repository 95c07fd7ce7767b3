package dev.sluice.core.delivery;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.planning.Candidate;
import dev.sluice.core.planning.Plan;
import dev.sluice.core.sending.PreparedMessage;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A visit that has been decided and not yet committed.
 *
 * @param before what was read
 * @param plan what was decided
 * @param messages the messages that go out once it is committed, heaviest first
 * @param after the standing to commit; equal to the one read if nothing is to be written
 */
public record SubscriberDecision(
    SubscriberRecord before, Plan plan, List<OutgoingMessage> messages, SubscriberState after) {

  /** A message and the send it is for. */
  public record OutgoingMessage(Candidate candidate, PreparedMessage message) {

    /** Returns the campaign the message belongs to. */
    public CampaignId campaign() {
      return candidate.campaign();
    }
  }

  public SubscriberDecision {
    messages = List.copyOf(messages);
  }

  /** Returns a visit that decides nothing: whoever has something for them comes later. */
  public static SubscriberDecision skipped(
      SubscriberRecord record, long policyRevision, Instant now) {
    Plan nothing = new Plan(now, policyRevision, List.of(), Map.of());
    return new SubscriberDecision(record, nothing, List.of(), record.state());
  }

  /** Tells whether the subscriber was erased, and everything that is left of them may go. */
  public boolean completesErasure() {
    return ErasureCompletion.isDue(before, plan.at());
  }

  /** Tells whether nothing has to be written. */
  public boolean changesNothing() {
    return after.equals(before.state());
  }
}
