package dev.sluice.core.delivery;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.planning.Candidate;
import dev.sluice.core.planning.DropReason;
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
public record Candidates(
    List<Candidate> candidates, Map<CampaignId, DropReason> ended, Set<CampaignId> held) {

  public Candidates {
    candidates = List.copyOf(candidates);
    ended = Map.copyOf(ended);
    held = Set.copyOf(held);
  }

  /** Tells whether there is anything to decide for a campaign. */
  public boolean includes(CampaignId campaign) {
    return ended.containsKey(campaign)
        || held.contains(campaign)
        || candidates.stream().anyMatch(candidate -> candidate.campaign().equals(campaign));
  }
}
