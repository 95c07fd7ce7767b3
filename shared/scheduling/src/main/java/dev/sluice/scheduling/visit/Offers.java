package dev.sluice.scheduling.visit;

import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.plan.Candidate;
import dev.sluice.scheduling.plan.DropReason;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a visit has to decide.
 *
 * @param candidates the sends to plan, announced ones included
 * @param ended waiting sends that are dropped whatever the plan, and why
 * @param held waiting sends that stay as they are, without an instant to be visited at
 */
public record Offers(
    List<Candidate> candidates, Map<CampaignId, DropReason> ended, Set<CampaignId> held) {

  public Offers {
    candidates = List.copyOf(candidates);
    ended = Map.copyOf(ended);
    held = Set.copyOf(held);
  }

  /** Tells whether there is anything to decide for a campaign. */
  public boolean concern(CampaignId campaign) {
    return ended.containsKey(campaign)
        || held.contains(campaign)
        || candidates.stream().anyMatch(candidate -> candidate.campaign().equals(campaign));
  }
}
