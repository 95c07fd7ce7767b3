package dev.sluice.scheduling.hold;

/** Tells others that marketing is held, that the reasons are others, or that it goes on. */
@FunctionalInterface
public interface HoldAnnouncer {

  /** Tells them; if this throws, it is tried again a minute later. */
  void announce(MarketingHold hold);
}
