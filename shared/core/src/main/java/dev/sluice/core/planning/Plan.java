package dev.sluice.core.planning;

import dev.sluice.core.campaign.CampaignId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All decisions for one subscriber at one instant.
 *
 * @param policyRevision the revision of the policy that decided
 * @param decisions the decision on each candidate that has started, heaviest first
 * @param slots when the candidates that have not started would be sent
 */
public record Plan(
    Instant at, long policyRevision, List<Entry> decisions, Map<CampaignId, Instant> slots) {

  /** The decision on one candidate. */
  public record Entry(Candidate candidate, Decision decision) {}

  public Plan {
    decisions = List.copyOf(decisions);
    slots = Map.copyOf(slots);
  }

  /** Returns the candidates that are sent now, heaviest first. */
  public List<Candidate> sends() {
    return decisions.stream()
        .filter(entry -> entry.decision() instanceof Decision.Send)
        .map(Entry::candidate)
        .toList();
  }

  /** Returns the decision on a campaign's send, if it was a candidate. */
  public Optional<Decision> decisionFor(CampaignId campaign) {
    return decisions.stream()
        .filter(entry -> entry.candidate().campaign().equals(campaign))
        .map(Entry::decision)
        .findFirst();
  }
}
