package dev.sluice.scheduling.plan;

import static dev.sluice.scheduling.plan.PlanOracle.require;
import static dev.sluice.scheduling.plan.SlowCalendar.instant;
import static dev.sluice.scheduling.plan.SlowCalendar.nanos;

import dev.sluice.scheduling.plan.SlowRules.Sent;
import dev.sluice.scheduling.policy.FrequencyCap;
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
  private record New(Candidate candidate, Sent sent) {}

  private SafetyOracle() {}

  /**
   * Checks a plan.
   *
   * @throws AssertionError saying what is unsafe about it
   */
  static void check(PlannerCase input, Plan plan) {
    SlowRules rules = new SlowRules(input.situation());
    List<New> added = added(input, plan);
    for (New each : added) {
      List<Sent> others = history(input);
      added.stream().filter(one -> one != each).map(New::sent).forEach(others::add);
      check(input.situation(), rules, each, others);
    }
  }

  private static void check(Situation situation, SlowRules rules, New added, List<Sent> others) {
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

  private static List<Sent> history(PlannerCase input) {
    List<Sent> sends = new ArrayList<>();
    input.situation().standing().history().stream()
        .map(send -> new Sent(nanos(send.at()), send.topic(), Optional.empty()))
        .forEach(sends::add);
    return sends;
  }

  private static List<New> added(PlannerCase input, Plan plan) {
    List<New> added = new ArrayList<>();
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

  private static New of(Candidate candidate, long at) {
    return new New(
        candidate, new Sent(at, candidate.topic().id(), Optional.of(candidate.campaign())));
  }
}
