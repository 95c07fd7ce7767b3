package dev.sluice.scheduling.plan;

import dev.sluice.scheduling.policy.FrequencyCap;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One input of the planner. */
record PlannerCase(Situation situation, List<Candidate> candidates) {

  Plan plan() {
    return new Planner().plan(situation, candidates);
  }

  /** Returns the smallest case that still fails and that leaving parts out leads to. */
  PlannerCase shrink(Predicate<PlannerCase> fails) {
    return smaller().filter(fails).findFirst().map(simpler -> simpler.shrink(fails)).orElse(this);
  }

  /** Returns a text that a person can follow: every part on a line, instants on the local clock. */
  String describe() {
    StringBuilder text = new StringBuilder("zone " + situation.zone() + '\n');
    text.append("now ").append(local(situation.now())).append('\n');
    situation.policy().quietHours().ifPresent(hours -> text.append(hours).append('\n'));
    situation.policy().caps().forEach(cap -> text.append(cap).append('\n'));
    text.append(situation.standing().consents()).append('\n');
    situation
        .standing()
        .history()
        .forEach(send -> text.append("sent " + send.topic() + " " + local(send.at())).append('\n'));
    candidates.forEach(candidate -> text.append(describe(candidate)).append('\n'));
    return text.toString();
  }

  private String describe(Candidate candidate) {
    return candidate
        + "\n  from "
        + local(candidate.start())
        + "\n  until "
        + local(candidate.expiry());
  }

  private String local(java.time.Instant at) {
    return at + " = " + at.atZone(situation.zone());
  }

  private Stream<PlannerCase> smaller() {
    return Stream.of(
            without(candidates).map(fewer -> new PlannerCase(situation, fewer)),
            without(situation.standing().history()).map(this::withHistory),
            without(situation.policy().caps()).map(caps -> withPolicy(caps, true)),
            situation.policy().quietHours().stream()
                .map(_ -> withPolicy(situation.policy().caps(), false)),
            consents().isEmpty() ? Stream.<PlannerCase>empty() : Stream.of(withoutConsents()))
        .flatMap(cases -> cases);
  }

  private Optional<Consents> consents() {
    return Optional.of(situation.standing().consents()).filter(c -> !c.equals(Consents.UNSPOKEN));
  }

  private PlannerCase withoutConsents() {
    return with(situation.policy(), situation.standing().with(Consents.UNSPOKEN));
  }

  private PlannerCase withHistory(List<SendRecord> history) {
    Standing standing = situation.standing();
    return with(
        situation.policy(),
        standing.with(history, standing.waiting(), standing.drops(), standing.dueAt()));
  }

  private PlannerCase withPolicy(List<FrequencyCap> caps, boolean quiet) {
    SendPolicy policy = situation.policy();
    return with(
        new SendPolicy(
            policy.revision(),
            caps,
            policy.quietHours().filter(_ -> quiet),
            policy.defaultZone(),
            policy.lookAhead()),
        situation.standing());
  }

  private PlannerCase with(SendPolicy policy, Standing standing) {
    return new PlannerCase(
        new Situation(situation.subscriber(), standing, policy, situation.now()), candidates);
  }

  private static <T> Stream<List<T>> without(List<T> list) {
    return java.util.stream.IntStream.range(0, list.size())
        .mapToObj(i -> {
          List<T> fewer = new ArrayList<>(list);
          fewer.remove(i);
          return fewer;
        });
  }
}
