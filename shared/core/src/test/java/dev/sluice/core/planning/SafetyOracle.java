package dev.sluice.core.planning;

import static dev.sluice.core.planning.PlanOracle.require;
import static dev.sluice.core.planning.ReferenceCalendar.instant;
import static dev.sluice.core.planning.ReferenceCalendar.nanos;

import dev.sluice.core.planning.ReferenceRules.ReferenceSend;
import dev.sluice.core.policy.FrequencyCap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges whether a whole plan, carried out, would be safe: no cap exceeded in any window that has a
 * new send in it, whatever the history already broke; every pair of a topic's sends as far apart as
 * its cadence says if one of them is new; and none when it is quiet, paused, too early or too late.
 *
 * <p>In what order the planner placed the sends plays no part.
 */
final class SafetyOracle {
  private record NewSend(Candidate candidate, ReferenceSend sent) {}

  private SafetyOracle() {}

  /**
   * Checks a plan.
   *
   * @throws AssertionError saying what is unsafe about it
   */
  static void check(PlannerCase input, Plan plan) {
    ReferenceRules rules = new ReferenceRules(input.input());
    List<NewSend> added = added(input, plan);
    for (NewSend each : added) {
      List<ReferenceSend> others = history(input);
      added.stream().filter(one -> one != each).map(NewSend::sent).forEach(others::add);
      check(input.input(), rules, each, others);
    }
  }

  private static void check(
      PlanningInput situation, ReferenceRules rules, NewSend added, List<ReferenceSend> others) {
    Candidate candidate = added.candidate();
    long at = added.sent().at();
    String what = candidate.campaign() + " at " + instant(at);
    require(at >= nanos(situation.now()), "%s is in the past", what);
    require(at >= nanos(candidate.start()), "%s is before its start", what);
    require(at < nanos(candidate.expiry()), "%s is too late", what);
    require(!rules.isQuiet(at), "%s is in quiet hours", what);
    require(!rules.isPaused(at), "%s is in a pause", what);
    require(rules.cadenceAllows(candidate.topic(), at, others), "%s breaks the cadence", what);
    for (FrequencyCap cap : rules.caps(candidate.topic().id())) {
      require(rules.capAllows(cap, at, others), "%s exceeds %s", what, cap);
    }
  }

  private static List<ReferenceSend> history(PlannerCase input) {
    List<ReferenceSend> sends = new ArrayList<>();
    input.input().state().history().stream()
        .map(send -> new ReferenceSend(nanos(send.at()), send.topic(), Optional.empty()))
        .forEach(sends::add);
    return sends;
  }

  private static List<NewSend> added(PlannerCase input, Plan plan) {
    List<NewSend> added = new ArrayList<>();
    for (Plan.Entry entry : plan.decisions()) {
      switch (entry.decision()) {
        case Decision.Send _ -> added.add(of(entry.candidate(), nanos(plan.at())));
        case Decision.Wait(var until, _) -> added.add(of(entry.candidate(), nanos(until)));
        case Decision.Drop _ -> {}
      }
    }
    input.candidates().stream()
        .filter(candidate -> plan.slots().containsKey(candidate.campaign()))
        .map(candidate -> of(candidate, nanos(plan.slots().get(candidate.campaign()))))
        .forEach(added::add);
    return added;
  }

  private static NewSend of(Candidate candidate, long at) {
    return new NewSend(
        candidate,
        new ReferenceSend(at, candidate.topic().id(), Optional.of(candidate.campaign())));
  }
}
