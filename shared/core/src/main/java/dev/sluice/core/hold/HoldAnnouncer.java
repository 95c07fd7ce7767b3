package dev.sluice.core.hold;

/** Tells others that marketing is held, that the reasons are others, or that it goes on. */
@FunctionalInterface
public interface HoldAnnouncer {

  /** Tells them; what cannot be told is lost, as the hold itself is stored by then. */
  void announce(MarketingHold hold);
}
