package dev.sluice.core.state;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.policy.TopicId;
import java.time.Instant;

/**
 * A send that is deferred to a later instant.
 *
 * @param until the instant for which it is planned, in whole milliseconds
 */
public record DeferredSend(CampaignId campaign, TopicId topic, Instant until) {}
