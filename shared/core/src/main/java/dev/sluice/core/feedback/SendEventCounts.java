package dev.sluice.core.feedback;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.state.SendEvent;
import java.util.Map;

/**
 * Where it is counted what was heard of a campaign's sends.
 *
 * <p>Counts are added in the transaction that writes the standings they come from, so that they are
 * exact however often and in whatever order news arrive.
 */
@FunctionalInterface
public interface SendEventCounts {

  /** Returns of how many of a campaign's sends each piece of news was heard; zeros are left out. */
  Map<SendEvent, Long> countsOf(CampaignId campaign);
}
