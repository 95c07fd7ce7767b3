package dev.sluice.scheduling.plan;

import dev.sluice.scheduling.plan.WaitReason.CapReached;
import dev.sluice.scheduling.policy.FrequencyCap;
import dev.sluice.scheduling.policy.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a cap in every window, past and planned.
 *
 * @param sends the sends that the cap covers, in order of time
 */
record CapConstraint(FrequencyCap cap, ZoneId zone, List<Placed> sends) implements Constraint {

  @Override
  public Optional<Hold> holdAt(Instant at) {
    return switch (cap.window()) {
      case Window.Rolling(var length) ->
          new RollingCap(cap.limit(), length, sends)
              .fullAt(at)
              .map(full -> new Hold(full.until(), reason(full.run())));
      case Window.Calendar calendar -> holdAt(at, calendar);
    };
  }

  /** Returns how full the cap is around {@code at} with one more send there. */
  CapUse useAt(Instant at) {
    int others =
        switch (cap.window()) {
          case Window.Rolling(var length) -> new RollingCap(cap.limit(), length, sends).usedAt(at);
          case Window.Calendar calendar -> inWindow(at, calendar).size();
        };
    return new CapUse(cap.name(), others + 1, cap.limit(), cap.window());
  }

  private Optional<Hold> holdAt(Instant at, Window.Calendar calendar) {
    List<Placed> counted = inWindow(at, calendar);
    return counted.size() < cap.limit()
        ? Optional.empty()
        : Optional.of(new Hold(calendar.endOf(at, zone), reason(counted)));
  }

  private List<Placed> inWindow(Instant at, Window.Calendar calendar) {
    Instant start = calendar.startOf(at, zone);
    Instant end = calendar.endOf(at, zone);
    return sends.stream()
        .filter(send -> !send.at().isBefore(start) && send.at().isBefore(end))
        .toList();
  }

  private WaitReason reason(List<Placed> counted) {
    return new CapReached(
        cap.name(), cap.limit(), cap.window(), counted.size(), Placed.plannedOf(counted));
  }
}
