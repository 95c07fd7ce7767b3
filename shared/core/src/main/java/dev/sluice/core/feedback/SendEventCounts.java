package dev.sluice.core.feedback;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.state.SendEvent;
import java.util.Map;

/**
 * The counts of the events of a campaign's sends.
 *
 * <p>Counts are added in the transaction that writes the states, so that they are exact however
 * often and in whatever order events arrive.
 */
@FunctionalInterface
public interface SendEventCounts {

  /** Returns how many of a campaign's sends each event is known of; zeros are left out. */
  Map<SendEvent, Long> countsOf(CampaignId campaign);
}
