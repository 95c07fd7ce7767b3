package dev.sluice.core.campaign;

/** The state of a campaign. */
public enum CampaignState {
  /** Scheduled or being sent: it takes part in every plan. */
  ACTIVE,
  /** Paused by a marketer: nothing is sent, deferred sends stay deferred. */
  PAUSED,
  /** Ended by a marketer: deferred sends are dropped. */
  CANCELLED,
  /** Every send to its audience has been decided. */
  COMPLETED;

  /** Returns whether the campaign sends no more messages. */
  public boolean isFinal() {
    return this == CANCELLED || this == COMPLETED;
  }
}
