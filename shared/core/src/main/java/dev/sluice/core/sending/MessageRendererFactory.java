package dev.sluice.core.sending;

import dev.sluice.core.campaign.ActiveCampaigns;

/** The factory of message renderers. */
@FunctionalInterface
public interface MessageRendererFactory {

  /** Returns a renderer of the messages of these campaigns. */
  MessageRenderer create(ActiveCampaigns campaigns);
}
