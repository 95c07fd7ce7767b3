package dev.sluice.core.campaign;

/** Where campaigns end. */
@FunctionalInterface
public interface CampaignCloser {

  /**
   * Ends a campaign whose walk is over and for which nothing waits: an active one is completed, a
   * cancelled one stays cancelled; both leave the agenda and keep their final counts.
   *
   * @return false if the campaign has changed since it was read: nothing was stored
   */
  boolean close(TrackedCampaign campaign, SendCounts counts);
}
