package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.audience.Criterion;
import dev.sluice.scheduling.audience.Traits;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.policy.Topic;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What there is to send, and by which rules.
 *
 * @param items every campaign that is active or paused, and those cancelled whose walk is not over
 */
public record Agenda(SendPolicy policy, List<Item> items) {

  public Agenda {
    items = List.copyOf(items);
  }

  /**
   * A campaign with all that its decisions need.
   *
   * @param audience the campaign's segments as one criterion
   */
  public record Item(TrackedCampaign tracked, Topic topic, Criterion audience) {

    /** Returns the campaign's identifier. */
    public CampaignId id() {
      return tracked.id();
    }

    /**
     * Tells whether a subscriber with these traits is in the campaign's audience, consents aside.
     */
    public boolean selects(Traits traits, LocalDate today) {
      return audience.matches(traits, today);
    }
  }

  /** Returns the item of a campaign, if it has not ended. */
  public Optional<Item> of(CampaignId campaign) {
    return items.stream().filter(item -> item.id().equals(campaign)).findFirst();
  }
}
