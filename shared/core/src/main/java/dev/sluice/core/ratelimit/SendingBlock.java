package dev.sluice.core.ratelimit;

import dev.sluice.core.hold.MarketingHold;
import dev.sluice.core.hold.WithheldRuns;
import java.time.Instant;
import java.util.Optional;

/** Why the account sends no marketing at present, whatever is decided for a subscriber. */
public sealed interface SendingBlock {

  /**
   * All marketing is held.
   *
   * @param withheld the runs of which SES accepted nothing, if that is a reason
   */
  record Held(MarketingHold hold, Optional<WithheldRuns> withheld) implements SendingBlock {}

  /** The schedule of the dispatcher is disabled, so that no shard is processed. */
  record DispatchDisabled() implements SendingBlock {}

  /** SES takes no mail from the account, or its sending rate is zero. */
  record SendingDisabled(double perSecond) implements SendingBlock {}

  /** SES did not return the account's quota, and none is configured. */
  record QuotaUnknown() implements SendingBlock {}

  /**
   * Of the day's quota only the reserve for transactional mail is left.
   *
   * @param sentLast24Hours recipients of the last 24 hours, by the latest count of SES
   */
  record DailyQuotaReached(long perDay, long reserved, long sentLast24Hours)
      implements SendingBlock {}

  /** The day's share of the warm-up is used up. */
  record WarmUpReached(long allowance, Instant until) implements SendingBlock {}

  /** Returns whether no subscriber is processed either, so that waits and drops are delayed too. */
  default boolean stopsProcessing() {
    return switch (this) {
      case Held _, DispatchDisabled _ -> true;
      case SendingDisabled _, QuotaUnknown _, DailyQuotaReached _, WarmUpReached _ -> false;
    };
  }
}
