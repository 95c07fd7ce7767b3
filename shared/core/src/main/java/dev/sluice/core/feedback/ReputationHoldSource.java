package dev.sluice.core.feedback;

import dev.sluice.core.hold.HoldReason;
import dev.sluice.core.hold.HoldSource;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The source of holds for bounce and complaint rates: it holds marketing while too many of its
 * messages bounce or cause complaints.
 *
 * <p>Nothing is sent during a hold, so it ends when the bad days are a week old, or when the team
 * has investigated them and counts days from a later one.
 */
public final class ReputationHoldSource implements HoldSource {

  private final InstantSource clock;
  private final ReputationStats stats;
  private final ReputationLimits limits;

  public ReputationHoldSource(InstantSource clock, ReputationStats log, ReputationLimits limits) {
    this.clock = clock;
    this.stats = log;
    this.limits = limits;
  }

  @Override
  public Set<HoldReason> reasons(Set<HoldReason> before) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    List<DailySendStats> days =
        ReputationLimits.representative(stats.daysSince(limits.firstDay(today)));
    Set<HoldReason> reasons = EnumSet.noneOf(HoldReason.class);
    if (limits.holdsForBounces(days, before.contains(HoldReason.BOUNCE_RATE))) {
      reasons.add(HoldReason.BOUNCE_RATE);
    }
    if (limits.holdsForComplaints(days, before.contains(HoldReason.COMPLAINT_RATE))) {
      reasons.add(HoldReason.COMPLAINT_RATE);
    }
    return reasons;
  }
}
