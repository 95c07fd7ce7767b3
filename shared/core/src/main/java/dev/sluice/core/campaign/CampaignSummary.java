package dev.sluice.core.campaign;

import dev.sluice.core.policy.TopicId;
import java.time.Instant;
import java.util.Optional;

/**
 * A campaign as a list shows it: everything except its contents.
 *
 * @param pass which scan of the audience it is on, from 1
 * @param changedAt when its state last changed
 * @param finalCounts its counts when it ended, empty until it has been closed
 */
public record CampaignSummary(
    CampaignId id,
    String name,
    TopicId topic,
    Priority priority,
    Instant start,
    Instant expiry,
    CampaignState state,
    int pass,
    Instant changedAt,
    Optional<SendCounts> finalCounts) {

  /** Returns the summary of a campaign. */
  public static CampaignSummary of(TrackedCampaign tracked, Optional<SendCounts> finalCounts) {
    return new CampaignSummary(
        tracked.id(),
        tracked.campaign().name(),
        tracked.campaign().topic(),
        tracked.campaign().priority(),
        tracked.campaign().start(),
        tracked.campaign().expiry(),
        tracked.state(),
        tracked.pass(),
        tracked.changedAt(),
        finalCounts);
  }
}
