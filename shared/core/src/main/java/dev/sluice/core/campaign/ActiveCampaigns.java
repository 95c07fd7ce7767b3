package dev.sluice.core.campaign;

import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.subscriber.SegmentInput;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The campaigns that are not closed, and the policy in force.
 *
 * <p>The list is complete: a deferred send of a campaign that is not in it is dropped.
 *
 * @param campaigns every campaign that is active or paused, and those cancelled whose scan is not
 *     completed
 * @param rulesRevision the revision of the rules that was read before the rest, so that all of it
 *     is of this revision or a later one; see {@link ActiveCampaignSource#rulesRevision}
 */
public record ActiveCampaigns(
    SendPolicy policy, List<ActiveCampaign> campaigns, long rulesRevision) {

  public ActiveCampaigns {
    campaigns = List.copyOf(campaigns);
  }

  /** Creates the campaigns of an installation whose rules have never changed. */
  public ActiveCampaigns(SendPolicy policy, List<ActiveCampaign> campaigns) {
    this(policy, campaigns, 0);
  }

  /**
   * A campaign with everything that decisions on its sends need.
   *
   * @param audience the campaign's segments as one criterion
   */
  public record ActiveCampaign(TrackedCampaign tracked, Topic topic, Criterion audience) {

    /** Returns the campaign's identifier. */
    public CampaignId id() {
      return tracked.id();
    }

    /** Returns whether a subscriber is in the campaign's audience, consents aside. */
    public boolean selects(SegmentInput subscriber, LocalDate today) {
      return audience.matches(subscriber, today);
    }
  }

  /** Returns a campaign, empty if it is closed. */
  public Optional<ActiveCampaign> find(CampaignId campaign) {
    return campaigns.stream().filter(item -> item.id().equals(campaign)).findFirst();
  }
}
