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

  /**
   * Returns the revision of the rules, as last written.
   *
   * <p>It grows in the same write as every change of what plans depend on besides the subscriber:
   * the policy, a topic, a segment, a campaign, the marketing hold. Everything that is loaded after
   * a read of the revision is of that revision or a later one.
   */
  default long rulesRevision() {
    return load().rulesRevision();
  }
}
