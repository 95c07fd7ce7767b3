package dev.sluice.scheduling.feedback;

import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.standing.Heard;
import java.util.Map;

/**
 * Where it is counted what was heard of a campaign's sends.
 *
 * <p>Counts are added in the transaction that writes the standings they come from, so that they are
 * exact however often and in whatever order news arrive.
 */
@FunctionalInterface
public interface FeedbackCounts {

  /** Returns of how many of a campaign's sends each piece of news was heard; zeros are left out. */
  Map<Heard, Long> of(CampaignId campaign);
}
