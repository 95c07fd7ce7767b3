package dev.sluice.scheduling.consent;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import java.time.Instant;
import java.util.Optional;

/**
 * The lasting record of one change of consent: who, what, when, and by which means.
 *
 * @param at when it was committed, in whole milliseconds
 * @param campaign the campaign whose message led to it, if one did
 */
public record ConsentRecord(
    Instant at,
    SubscriberId subscriber,
    ConsentChange change,
    Means means,
    Optional<CampaignId> campaign) {}
