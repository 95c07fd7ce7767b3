package dev.sluice.core.campaign;

/** What a campaign does with a send that a cap or a cadence blocks. */
public enum WhenCapped {
  /** It waits for the next instant that fits, until the campaign expires. */
  WAIT,
  /** It is dropped, since it would be outdated. Quiet hours and pauses still only delay it. */
  DROP
}
