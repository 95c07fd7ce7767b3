package dev.sluice.core.campaign;

/** The source of the active campaigns. */
@FunctionalInterface
public interface ActiveCampaignSource {

  /**
   * Returns the policy and every campaign that is not closed, as they are now.
   *
   * <p>It throws rather than return fewer: an absent campaign counts as closed.
   */
  ActiveCampaigns load();
}
