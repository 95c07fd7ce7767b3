package dev.sluice.core.planning;

import dev.sluice.core.planning.Constraint.BlockedUntil;
import dev.sluice.core.planning.WaitReason.QuietNow;
import dev.sluice.core.planning.WaitReason.SubscriberPaused;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.FrequencyCap;
import dev.sluice.core.policy.QuietHours;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.state.DeferredSend;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The past and planned sends of one subscriber, and the rules that the next one must keep. */
final class SendTimeline {

  private final PlanningInput input;
  private final ZoneId zone;
  private final List<FrequencyCap> caps;
  private final List<PlacedSend> placed;

  private SendTimeline(PlanningInput input, List<PlacedSend> placed) {
    this.input = input;
    this.zone = input.zone();
    this.caps = input.policy().capsFor(input.profile(), zone, input.now());
    this.placed = placed;
  }

  /** Returns the timeline of a subscriber's history. */
  static SendTimeline of(PlanningInput input) {
    List<PlacedSend> placed = new ArrayList<>();
    input.state().history().stream()
        .map(send -> new PlacedSend(send.at(), send.topic(), Optional.empty()))
        .sorted(PlacedSend.BY_TIME)
        .forEach(placed::add);
    return new SendTimeline(input, placed);
  }

  /** Returns the earliest slot for a candidate from {@code from} on. */
  Slot earliest(Candidate candidate, Instant from) {
    return Slot.earliest(from, candidate.expiry(), constraints(candidate));
  }

  /** Adds a candidate at an instant. */
  void place(Candidate candidate, Instant at) {
    place(new DeferredSend(candidate.campaign(), candidate.topic().id(), at));
  }

  /** Adds a send that is deferred already. */
  void place(DeferredSend wait) {
    placed.add(new PlacedSend(wait.until(), wait.topic(), Optional.of(wait.campaign())));
    placed.sort(PlacedSend.BY_TIME);
  }

  /** Returns how full the caps that cover a candidate are with a send at {@code at}. */
  List<CapUsage> capUsages(Candidate candidate, Instant at) {
    return capConstraints(candidate).stream().map(cap -> cap.usageAt(at)).toList();
  }

  private List<Constraint> constraints(Candidate candidate) {
    List<Constraint> constraints = new ArrayList<>();
    input
        .state()
        .consents()
        .pausedUntil()
        .map(SendTimeline::pauseConstraint)
        .ifPresent(constraints::add);
    input.policy().quietHours().map(this::quietHoursConstraint).ifPresent(constraints::add);
    constraints.add(cadenceConstraint(candidate));
    constraints.addAll(capConstraints(candidate));
    return constraints;
  }

  private List<CapConstraint> capConstraints(Candidate candidate) {
    return caps.stream()
        .filter(cap -> cap.covers(candidate.topic().id()))
        .map(cap -> new CapConstraint(cap, zone, placed(send -> cap.covers(send.topic()))))
        .toList();
  }

  private Constraint cadenceConstraint(Candidate candidate) {
    TopicId topic = candidate.topic().id();
    Cadence cadence = input.state().consents().choiceFor(candidate.topic()).cadence();
    return new CadenceConstraint(topic, cadence, zone, placed(send -> send.topic().equals(topic)));
  }

  private Constraint quietHoursConstraint(QuietHours hours) {
    return at -> {
      Instant free = hours.firstAllowedFrom(at, zone);
      return free.isAfter(at)
          ? Optional.of(new BlockedUntil(free, new QuietNow(hours, zone)))
          : Optional.empty();
    };
  }

  private static Constraint pauseConstraint(Instant until) {
    return at ->
        at.isBefore(until)
            ? Optional.of(new BlockedUntil(until, new SubscriberPaused(until)))
            : Optional.empty();
  }

  private List<PlacedSend> placed(Predicate<PlacedSend> counts) {
    return placed.stream().filter(counts).toList();
  }
}
