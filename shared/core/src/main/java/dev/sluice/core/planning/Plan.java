package dev.sluice.core.planning;

import dev.sluice.core.campaign.CampaignId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that was decided for one subscriber at one instant.
 *
 * @param policyRevision the revision of the policy that decided
 * @param decisions what becomes of each candidate that has started, heaviest first
 * @param slots when the announced candidates that have not started would go out
 */
public record Plan(
    Instant at, long policyRevision, List<Entry> decisions, Map<CampaignId, Instant> slots) {

  /** What becomes of one candidate. */
  public record Entry(Candidate candidate, Decision decision) {}

  public Plan {
    decisions = List.copyOf(decisions);
    slots = Map.copyOf(slots);
  }

  /** Returns the candidates that go out now, heaviest first. */
  public List<Candidate> sends() {
    return decisions.stream()
        .filter(entry -> entry.decision() instanceof Decision.Send)
        .map(Entry::candidate)
        .toList();
  }

  /** Returns what becomes of a campaign's send, if it was a candidate. */
  public Optional<Decision> decisionFor(CampaignId campaign) {
    return decisions.stream()
        .filter(entry -> entry.candidate().campaign().equals(campaign))
        .map(Entry::decision)
        .findFirst();
  }
}
