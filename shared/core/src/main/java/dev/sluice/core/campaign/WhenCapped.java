package dev.sluice.core.campaign;

/** What becomes of a send that a cap or a cadence holds back. */
public enum WhenCapped {
  /** It waits for the next instant that fits, until the campaign expires. */
  WAIT,
  /** It is dropped: yesterday's news. Quiet hours and pauses still only delay it. */
  DROP
}
