package dev.sluice.core.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A campaign with its state.
 *
 * @param pass which scan of the audience it is on, from 1; resuming and cancelling start another
 * @param changedAt when its state last changed
 * @param version counts the changes of the stored campaign, from 1
 * @param contentRevision counts the contents that the campaign has had, from 1
 */
public record TrackedCampaign(
    Campaign campaign,
    CampaignState state,
    int pass,
    Instant changedAt,
    long version,
    int contentRevision) {

  /** Creates a campaign with its first content. */
  public TrackedCampaign(
      Campaign campaign, CampaignState state, int pass, Instant changedAt, long version) {
    this(campaign, state, pass, changedAt, version, 1);
  }

  /** Returns a new campaign: active, on its first pass, with version 1. */
  public static TrackedCampaign created(Campaign campaign, Instant now) {
    return new TrackedCampaign(campaign, CampaignState.ACTIVE, 1, now, 1);
  }

  /** Returns this campaign with the next content, with the version that was read. */
  public TrackedCampaign withContent(List<Variant> variants, Map<String, String> defaults) {
    return new TrackedCampaign(
        campaign.withContent(variants, defaults),
        state,
        pass,
        changedAt,
        version,
        contentRevision + 1);
  }

  /** Returns the campaign's identifier. */
  public CampaignId id() {
    return campaign.id();
  }
}
