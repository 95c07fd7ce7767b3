package dev.sluice.core.campaign;

/** Closes campaigns. */
@FunctionalInterface
public interface CampaignCloser {

  /**
   * Closes a campaign whose scan is completed and that has no deferred sends: an active one becomes
   * completed, a cancelled one stays cancelled; both are no longer active and keep their final
   * counts.
   *
   * @return false if the campaign has changed since it was read: nothing was stored
   */
  boolean close(TrackedCampaign campaign, SendCounts counts);
}
