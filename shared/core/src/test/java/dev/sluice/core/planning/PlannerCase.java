package dev.sluice.core.planning;

import dev.sluice.core.consent.Consents;
import dev.sluice.core.policy.FrequencyCap;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SubscriberState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One input of the planner. */
record PlannerCase(PlanningInput input, List<Candidate> candidates) {

  Plan plan() {
    return new Planner().plan(input, candidates);
  }

  /** Returns the smallest case that still fails and that leaving parts out leads to. */
  PlannerCase shrink(Predicate<PlannerCase> fails) {
    return smaller().filter(fails).findFirst().map(simpler -> simpler.shrink(fails)).orElse(this);
  }

  /** Returns a text that a person can follow: every part on a line, instants on the local clock. */
  String describe() {
    StringBuilder text = new StringBuilder("zone " + input.zone() + '\n');
    text.append("now ").append(local(input.now())).append('\n');
    input.policy().quietHours().ifPresent(hours -> text.append(hours).append('\n'));
    input.policy().caps().forEach(cap -> text.append(cap).append('\n'));
    text.append(input.state().consents()).append('\n');
    input
        .state()
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
    return at + " = " + at.atZone(input.zone());
  }

  private Stream<PlannerCase> smaller() {
    return Stream.of(
            without(candidates).map(fewer -> new PlannerCase(input, fewer)),
            without(input.state().history()).map(this::withHistory),
            without(input.policy().caps()).map(caps -> withPolicy(caps, true)),
            input.policy().quietHours().stream().map(_ -> withPolicy(input.policy().caps(), false)),
            consents().isEmpty() ? Stream.<PlannerCase>empty() : Stream.of(withoutConsents()))
        .flatMap(cases -> cases);
  }

  private Optional<Consents> consents() {
    return Optional.of(input.state().consents()).filter(c -> !c.equals(Consents.INITIAL));
  }

  private PlannerCase withoutConsents() {
    return with(input.policy(), input.state().with(Consents.INITIAL));
  }

  private PlannerCase withHistory(List<SendRecord> history) {
    SubscriberState standing = input.state();
    return with(
        input.policy(),
        standing.with(history, standing.deferredSends(), standing.drops(), standing.dueAt()));
  }

  private PlannerCase withPolicy(List<FrequencyCap> caps, boolean quiet) {
    SendPolicy policy = input.policy();
    return with(
        new SendPolicy(
            policy.revision(),
            caps,
            policy.quietHours().filter(_ -> quiet),
            policy.defaultZone(),
            policy.lookAhead()),
        input.state());
  }

  private PlannerCase with(SendPolicy policy, SubscriberState standing) {
    return new PlannerCase(
        new PlanningInput(input.subscriber(), standing, policy, input.now()), candidates);
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
