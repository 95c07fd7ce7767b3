package dev.sluice.core.sending;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.subscriber.Subscriber;
import java.time.Instant;

/** The renderer of campaign messages. */
@FunctionalInterface
public interface MessageRenderer {

  /**
   * Returns the campaign's message to a subscriber, rendered whole.
   *
   * @param at the instant it is decided for
   * @throws dev.sluice.core.support.InvalidInputException if it cannot be rendered
   */
  PreparedMessage render(Subscriber subscriber, CampaignId campaign, Instant at);
}
