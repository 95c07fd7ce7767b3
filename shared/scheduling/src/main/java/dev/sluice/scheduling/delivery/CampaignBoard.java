package dev.sluice.scheduling.delivery;

/** Where workers learn what there is to send. */
@FunctionalInterface
public interface CampaignBoard {

  /** Returns the policy and every campaign that has not ended, as they are now. */
  Agenda read();
}
