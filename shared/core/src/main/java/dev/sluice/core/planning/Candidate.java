package dev.sluice.core.planning;

import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.Priority;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.policy.Topic;
import java.time.Instant;
import java.util.Comparator;

/**
 * A send that could be made to a subscriber: what the planner needs to know of a campaign.
 *
 * @param start the first instant at which it may be sent; later than now, it only keeps its slot
 * @param expiry the first instant at which it may no longer be sent
 */
public record Candidate(
    CampaignId campaign,
    Topic topic,
    Priority priority,
    Instant start,
    Instant expiry,
    WhenCapped whenCapped) {

  /**
   * Heaviest first; among equals the one that started, or expires, or is named first, so that every
   * worker makes the same plan.
   */
  public static final Comparator<Candidate> HEAVIEST_FIRST =
      Comparator.comparing(Candidate::priority)
          .reversed()
          .thenComparing(Candidate::start)
          .thenComparing(Candidate::expiry)
          .thenComparing(Candidate::campaign);

  /** Returns the candidate of a campaign. */
  public static Candidate of(Campaign campaign, Topic topic) {
    return new Candidate(
        campaign.id(),
        topic,
        campaign.priority(),
        campaign.start(),
        campaign.expiry(),
        campaign.whenCapped());
  }
}
