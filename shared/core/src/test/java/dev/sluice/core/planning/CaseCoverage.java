package dev.sluice.core.planning;

import static dev.sluice.core.planning.ReferenceCalendar.SECOND;

import dev.sluice.core.policy.QuietHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Names the kinds of things that a case and its plan have in them. */
final class CaseCoverage {
  private CaseCoverage() {}

  /** Returns the kinds, each as often as it occurs. */
  static Stream<String> of(PlannerCase input, Plan plan) {
    List<String> kinds = new ArrayList<>();
    plan.decisions().forEach(entry -> add(entry.decision(), kinds));
    plan.slots().values().forEach(_ -> kinds.add("slot kept"));
    Instant now = input.input().now();
    ZoneId zone = input.input().zone();
    kinds.add("zone " + zone);
    input.input().policy().quietHours().map(CaseCoverage::length).ifPresent(kinds::add);
    if (input.input().state().history().stream().anyMatch(sent -> sent.at().isAfter(now))) {
      kinds.add("sends of a clock that is ahead");
    }
    dayLength(now, zone).ifPresent(kinds::add);
    if (now.getNano() != 0 && now.getNano() != 1 && now.getNano() != 999_999_999) {
      kinds.add("now between edges");
    }
    return kinds.stream();
  }

  private static void add(Decision decision, List<String> kinds) {
    switch (decision) {
      case Decision.Send(var uses) -> kinds.add(uses.isEmpty() ? "send" : "send under caps");
      case Decision.Wait(_, var reason) -> kinds.add("wait: " + name(reason));
      case Decision.Drop(DropReason.Capped(_, var reason)) -> kinds.add("capped: " + name(reason));
      case Decision.Drop(DropReason.Expired(_, var reason)) ->
          kinds.add("expired: " + reason.map(CaseCoverage::name).orElse("before now"));
      case Decision.Drop(var reason) -> kinds.add("drop: " + reason.getClass().getSimpleName());
    }
  }

  private static String name(WaitReason reason) {
    boolean inFavour =
        switch (reason) {
          case WaitReason.CapReached cap -> !cap.inFavourOf().isEmpty();
          case WaitReason.CadenceHolds cadence -> !cadence.inFavourOf().isEmpty();
          default -> false;
        };
    return reason.getClass().getSimpleName() + (inFavour ? " in favour of another" : "");
  }

  private static String length(QuietHours hours) {
    long nanos = hours.until().toNanoOfDay() - hours.from().toNanoOfDay();
    long quiet = Math.floorMod(nanos, Duration.ofDays(1).toNanos());
    if (quiet <= SECOND) {
      return "quiet for a second at most";
    }
    boolean isAlways = quiet >= Duration.ofDays(1).toNanos() - SECOND;
    return isAlways ? "quiet but for a second at most" : "quiet hours";
  }

  private static Optional<String> dayLength(Instant now, ZoneId zone) {
    Duration before = Duration.ofSeconds(offset(now.minus(Duration.ofHours(12)), zone));
    Duration after = Duration.ofSeconds(offset(now.plus(Duration.ofHours(12)), zone));
    return switch (after.compareTo(before)) {
      case 1 -> Optional.of("clocks go forward within 12 hours");
      case -1 -> Optional.of("clocks go back within 12 hours");
      default -> Optional.empty();
    };
  }

  private static int offset(Instant at, ZoneId zone) {
    return zone.getRules().getOffset(at).getTotalSeconds();
  }
}
