package dev.sluice.core.sending;

import dev.sluice.core.campaign.ActiveCampaigns;

/** Where mailrooms come from. */
@FunctionalInterface
public interface MessageRendererFactory {

  /** Returns a mailroom that writes the messages of an agenda's campaigns. */
  MessageRenderer create(ActiveCampaigns agenda);
}
