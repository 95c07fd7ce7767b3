package dev.sluice.core.planning;

import dev.sluice.core.planning.WaitReason.CapReached;
import dev.sluice.core.policy.FrequencyCap;
import dev.sluice.core.policy.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a cap in every window, past and planned.
 *
 * @param sends the sends that the cap covers, in order of time
 */
record CapConstraint(FrequencyCap cap, ZoneId zone, List<PlacedSend> sends) implements Constraint {

  @Override
  public Optional<BlockedUntil> blockedAt(Instant at) {
    return switch (cap.window()) {
      case Window.Rolling(var length) ->
          new RollingCap(cap.limit(), length, sends)
              .fullAt(at)
              .map(full -> new BlockedUntil(full.until(), reason(full.run())));
      case Window.Calendar calendar -> blockedAt(at, calendar);
    };
  }

  /** Returns how full the cap is around {@code at} with one more send there. */
  CapUsage usageAt(Instant at) {
    int others =
        switch (cap.window()) {
          case Window.Rolling(var length) -> new RollingCap(cap.limit(), length, sends).usedAt(at);
          case Window.Calendar calendar -> inWindow(at, calendar).size();
        };
    return new CapUsage(cap.name(), others + 1, cap.limit(), cap.window());
  }

  private Optional<BlockedUntil> blockedAt(Instant at, Window.Calendar calendar) {
    List<PlacedSend> counted = inWindow(at, calendar);
    return counted.size() < cap.limit()
        ? Optional.empty()
        : Optional.of(new BlockedUntil(calendar.endOf(at, zone), reason(counted)));
  }

  private List<PlacedSend> inWindow(Instant at, Window.Calendar calendar) {
    Instant start = calendar.startOf(at, zone);
    Instant end = calendar.endOf(at, zone);
    return sends.stream()
        .filter(send -> !send.at().isBefore(start) && send.at().isBefore(end))
        .toList();
  }

  private WaitReason reason(List<PlacedSend> counted) {
    return new CapReached(
        cap.name(),
        cap.limit(),
        cap.window(),
        counted.size(),
        PlacedSend.plannedCampaigns(counted));
  }
}
