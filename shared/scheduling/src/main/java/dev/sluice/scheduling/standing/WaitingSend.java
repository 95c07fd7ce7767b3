package dev.sluice.scheduling.standing;

import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.policy.TopicId;
import java.time.Instant;

/**
 * A send that waits.
 *
 * @param until the instant for which it is planned, in whole milliseconds
 */
public record WaitingSend(CampaignId campaign, TopicId topic, Instant until) {}
