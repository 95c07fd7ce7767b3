package dev.sluice.core.consent;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.subscriber.SubscriberId;
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
    ConsentSource source,
    Optional<CampaignId> campaign) {}
