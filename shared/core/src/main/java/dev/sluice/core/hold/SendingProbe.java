package dev.sluice.core.hold;

import java.time.InstantSource;
import java.util.Set;

/**
 * The test whether SES accepts mail again, while marketing is held only because it withheld
 * everything: every {@link WithheldRuns#PROBE_INTERVAL}, one shard may send a few messages.
 *
 * <p>Nothing else would show it: GetAccount reports neither a missing permission nor an identity
 * that is not verified. A message that is withheld stays deferred.
 */
public final class SendingProbe {

  /** Messages that may leave together: a subscriber's, with room for several at once. */
  public static final int MAX_MESSAGES = 10;

  private final InstantSource clock;
  private final WithheldRunStore runs;

  public SendingProbe(InstantSource clock, WithheldRunStore runs) {
    this.clock = clock;
    this.runs = runs;
  }

  /** Returns whether messages may be sent now in spite of a hold. */
  public boolean isDue(MarketingHold hold) {
    return hold.reasons().equals(Set.of(HoldReason.SENDING_WITHHELD))
        && runs.load().filter(known -> clock.instant().isBefore(known.nextProbeAt())).isEmpty();
  }
}
