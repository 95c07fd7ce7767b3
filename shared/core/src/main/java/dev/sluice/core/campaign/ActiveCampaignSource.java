package dev.sluice.core.campaign;

/** Where workers learn what there is to send. */
@FunctionalInterface
public interface ActiveCampaignSource {

  /** Returns the policy and every campaign that has not ended, as they are now. */
  ActiveCampaigns load();
}
