package dev.sluice.scheduling.visit;

import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.plan.Candidate;
import dev.sluice.scheduling.plan.Plan;
import dev.sluice.scheduling.standing.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A visit that has been decided and not yet committed.
 *
 * @param before what was read
 * @param plan what was decided
 * @param parcels the messages that go out once it is committed, heaviest first
 * @param after the standing to commit; equal to the one read if nothing is to be written
 */
public record Visit(SubscriberRecord before, Plan plan, List<Parcel> parcels, Standing after) {

  /** A message and the send it is for. */
  public record Parcel(Candidate candidate, Letter letter) {

    /** Returns the campaign the message belongs to. */
    public CampaignId campaign() {
      return candidate.campaign();
    }
  }

  public Visit {
    parcels = List.copyOf(parcels);
  }

  /** Returns a visit that decides nothing: whoever has something for them comes later. */
  public static Visit inPassing(SubscriberRecord record, long policyRevision, Instant now) {
    Plan nothing = new Plan(now, policyRevision, List.of(), Map.of());
    return new Visit(record, nothing, List.of(), record.standing());
  }

  /** Tells whether the subscriber was erased, and everything that is left of them may go. */
  public boolean isFarewell() {
    return Farewell.isDue(before, plan.at());
  }

  /** Tells whether nothing has to be written. */
  public boolean isIdle() {
    return after.equals(before.standing());
  }
}
