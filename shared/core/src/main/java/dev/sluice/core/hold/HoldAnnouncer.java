package dev.sluice.core.hold;

/** Announces that marketing is held, that the reasons have changed, or that it is resumed. */
@FunctionalInterface
public interface HoldAnnouncer {

  /** Announces a hold; a failed announcement is lost, as the hold itself is stored by then. */
  void announce(MarketingHold hold);
}
