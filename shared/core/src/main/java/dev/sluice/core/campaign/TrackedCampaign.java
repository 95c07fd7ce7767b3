package dev.sluice.core.campaign;

import java.time.Instant;

/**
 * A campaign with its state.
 *
 * @param pass which scan of the audience it is on, from 1; resuming and cancelling start another
 * @param changedAt when its state last changed
 * @param version counts the changes of the stored campaign, from 1
 */
public record TrackedCampaign(
    Campaign campaign, CampaignState state, int pass, Instant changedAt, long version) {

  /** Returns a new campaign: active, on its first pass, with version 1. */
  public static TrackedCampaign created(Campaign campaign, Instant now) {
    return new TrackedCampaign(campaign, CampaignState.ACTIVE, 1, now, 1);
  }

  /** Returns the campaign's identifier. */
  public CampaignId id() {
    return campaign.id();
  }
}
