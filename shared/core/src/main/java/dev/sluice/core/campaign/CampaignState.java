package dev.sluice.core.campaign;

/** Where a campaign is in its life. */
public enum CampaignState {
  /** Announced, being sent, or waiting: it takes part in every plan. */
  ACTIVE,
  /** Held by a marketer: nothing is sent, what waits keeps waiting. */
  PAUSED,
  /** Ended by a marketer: what waited is dropped. */
  CANCELLED,
  /** Everyone in its audience has been decided for good. */
  COMPLETED;

  /** Tells whether nothing will ever be sent for it again. */
  public boolean isFinal() {
    return this == CANCELLED || this == COMPLETED;
  }
}
