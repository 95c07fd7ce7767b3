package dev.sluice.core.campaign;

import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.subscriber.SegmentInput;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What there is to send, and by which rules.
 *
 * @param campaigns every campaign that is active or paused, and those cancelled whose walk is not
 *     over
 */
public record ActiveCampaigns(SendPolicy policy, List<ActiveCampaign> campaigns) {

  public ActiveCampaigns {
    campaigns = List.copyOf(campaigns);
  }

  /**
   * A campaign with all that its decisions need.
   *
   * @param audience the campaign's segments as one criterion
   */
  public record ActiveCampaign(TrackedCampaign tracked, Topic topic, Criterion audience) {

    /** Returns the campaign's identifier. */
    public CampaignId id() {
      return tracked.id();
    }

    /**
     * Tells whether a subscriber with these traits is in the campaign's audience, consents aside.
     */
    public boolean selects(SegmentInput traits, LocalDate today) {
      return audience.matches(traits, today);
    }
  }

  /** Returns the item of a campaign, if it has not ended. */
  public Optional<ActiveCampaign> find(CampaignId campaign) {
    return campaigns.stream().filter(item -> item.id().equals(campaign)).findFirst();
  }
}
