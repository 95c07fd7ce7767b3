package dev.sluice.scheduling.visit;

import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.campaign.CampaignId;
import java.time.Instant;

/** Where messages are written. */
@FunctionalInterface
public interface Mailroom {

  /**
   * Returns the campaign's message to a subscriber, rendered whole.
   *
   * @param at the instant it is decided for
   * @throws dev.sluice.scheduling.InvalidInputException if it cannot be rendered
   */
  Letter prepare(Subscriber subscriber, CampaignId campaign, Instant at);
}
