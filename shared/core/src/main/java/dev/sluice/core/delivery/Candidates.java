package dev.sluice.core.delivery;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.planning.Candidate;
import dev.sluice.core.planning.DropReason;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sends to decide for one subscriber.
 *
 * @param candidates the sends to plan, announced ones included
 * @param ended deferred sends that are dropped whatever the plan, with the reasons
 * @param held deferred sends that stay as they are, and for which the subscriber is not due
 * @param unreached sends of cancelled campaigns for which nothing was ever decided; the scan counts
 *     them as dropped
 */
public record Candidates(
    List<Candidate> candidates,
    Map<CampaignId, DropReason> ended,
    Set<CampaignId> held,
    List<Candidate> unreached) {

  /** Creates the sends of a subscriber for whom no campaign was cancelled. */
  public Candidates(
      List<Candidate> candidates, Map<CampaignId, DropReason> ended, Set<CampaignId> held) {
    this(candidates, ended, held, List.of());
  }

  public Candidates {
    candidates = List.copyOf(candidates);
    ended = Map.copyOf(ended);
    held = Set.copyOf(held);
    unreached = List.copyOf(unreached);
  }

  /** Returns whether there is a send of a campaign to decide. */
  public boolean includes(CampaignId campaign) {
    return ended.containsKey(campaign)
        || held.contains(campaign)
        || candidates.stream().anyMatch(candidate -> candidate.campaign().equals(campaign));
  }
}
