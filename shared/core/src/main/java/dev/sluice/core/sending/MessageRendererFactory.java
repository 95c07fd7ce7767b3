package dev.sluice.core.sending;

import dev.sluice.core.campaign.ActiveCampaigns;

/** Where mailrooms come from. */
@FunctionalInterface
public interface MessageRendererFactory {

  /** Returns a renderer of the messages of these campaigns. */
  MessageRenderer create(ActiveCampaigns campaigns);
}
