package dev.sluice.scheduling.plan;

import dev.sluice.scheduling.plan.Constraint.Hold;
import dev.sluice.scheduling.plan.WaitReason.QuietNow;
import dev.sluice.scheduling.plan.WaitReason.SubscriberPaused;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.FrequencyCap;
import dev.sluice.scheduling.policy.QuietHours;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.WaitingSend;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The sends one subscriber has got and will get, and the rules the next one must keep. */
final class Timetable {

  private final Situation situation;
  private final ZoneId zone;
  private final List<FrequencyCap> caps;
  private final List<Placed> placed;

  private Timetable(Situation situation, List<Placed> placed) {
    this.situation = situation;
    this.zone = situation.zone();
    this.caps = situation.policy().capsFor(situation.profile(), zone, situation.now());
    this.placed = placed;
  }

  /** Returns the timetable of a subscriber's history. */
  static Timetable of(Situation situation) {
    List<Placed> placed = new ArrayList<>();
    situation.standing().history().stream()
        .map(send -> new Placed(send.at(), send.topic(), Optional.empty()))
        .sorted(Placed.BY_TIME)
        .forEach(placed::add);
    return new Timetable(situation, placed);
  }

  /** Returns the earliest slot for a candidate from {@code from} on. */
  Slot earliest(Candidate candidate, Instant from) {
    return Slot.earliest(from, candidate.expiry(), constraints(candidate));
  }

  /** Gives a candidate its place. */
  void place(Candidate candidate, Instant at) {
    place(new WaitingSend(candidate.campaign(), candidate.topic().id(), at));
  }

  /** Gives a send that waits already its place. */
  void place(WaitingSend wait) {
    placed.add(new Placed(wait.until(), wait.topic(), Optional.of(wait.campaign())));
    placed.sort(Placed.BY_TIME);
  }

  /** Returns how full the caps that cover a candidate are with a send at {@code at}. */
  List<CapUse> uses(Candidate candidate, Instant at) {
    return capConstraints(candidate).stream().map(cap -> cap.useAt(at)).toList();
  }

  private List<Constraint> constraints(Candidate candidate) {
    List<Constraint> constraints = new ArrayList<>();
    situation.standing().consents().pausedUntil().map(Timetable::pause).ifPresent(constraints::add);
    situation.policy().quietHours().map(this::quiet).ifPresent(constraints::add);
    constraints.add(cadence(candidate));
    constraints.addAll(capConstraints(candidate));
    return constraints;
  }

  private List<CapConstraint> capConstraints(Candidate candidate) {
    return caps.stream()
        .filter(cap -> cap.covers(candidate.topic().id()))
        .map(cap -> new CapConstraint(cap, zone, placed(send -> cap.covers(send.topic()))))
        .toList();
  }

  private Constraint cadence(Candidate candidate) {
    TopicId topic = candidate.topic().id();
    Cadence cadence = situation.standing().consents().choice(candidate.topic()).cadence();
    return new CadenceConstraint(topic, cadence, zone, placed(send -> send.topic().equals(topic)));
  }

  private Constraint quiet(QuietHours hours) {
    return at -> {
      Instant free = hours.freeFrom(at, zone);
      return free.isAfter(at)
          ? Optional.of(new Hold(free, new QuietNow(hours, zone)))
          : Optional.empty();
    };
  }

  private static Constraint pause(Instant until) {
    return at ->
        at.isBefore(until)
            ? Optional.of(new Hold(until, new SubscriberPaused(until)))
            : Optional.empty();
  }

  private List<Placed> placed(Predicate<Placed> counts) {
    return placed.stream().filter(counts).toList();
  }
}
