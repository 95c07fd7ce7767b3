package dev.sluice.core.planning;

import static dev.sluice.core.planning.PlanOracle.require;
import static dev.sluice.core.planning.ReferenceCalendar.instant;
import static dev.sluice.core.planning.ReferenceCalendar.nanos;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.planning.ReferenceRules.ReferenceSend;
import dev.sluice.core.planning.WaitReason.CadenceHolds;
import dev.sluice.core.planning.WaitReason.CapReached;
import dev.sluice.core.planning.WaitReason.QuietNow;
import dev.sluice.core.planning.WaitReason.SubscriberPaused;
import dev.sluice.core.policy.FrequencyCap;
import dev.sluice.core.policy.Window;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Judges whether the reasons that a plan gives are true, and its counts right. */
final class ReferenceReasons {
  private final PlanningInput situation;
  private final ReferenceRules rules;

  ReferenceReasons(PlanningInput situation, ReferenceRules rules) {
    this.situation = situation;
    this.rules = rules;
  }

  /** A reason must, all by itself, hold the candidate at the instant, as it says. */
  void check(Candidate candidate, WaitReason reason, long at, List<ReferenceSend> sends) {
    require(
        holds(candidate, reason, at, sends),
        "%s does not hold %s at %s",
        reason,
        candidate.campaign(),
        instant(at));
    if (reason instanceof CapReached reached) {
      checkCounts(reached, at, sends);
    }
    if (reason instanceof CadenceHolds held) {
      Set<CampaignId> planned =
          planned(sends, send -> send.at() == nanos(held.other()) && isOf(candidate, send));
      require(planned.containsAll(held.inFavourOf()), "not planned there: %s", held);
      boolean made =
          sends.stream()
              .anyMatch(send ->
                  send.at() == nanos(held.other())
                      && isOf(candidate, send)
                      && send.planned().isEmpty());
      require(made || !held.inFavourOf().isEmpty(), "in favour of a planned send: %s", held);
    }
  }

  /** Returns the last of the instants at which the reason holds; the first if there is none. */
  long lastHeld(
      Candidate candidate, WaitReason reason, LongStream instants, List<ReferenceSend> sends) {
    long[] all = instants.toArray();
    return LongStream.of(all)
        .filter(at -> holds(candidate, reason, at, sends))
        .reduce((_, later) -> later)
        .orElse(all[0]);
  }

  /** Returns how full each cap is with one more send at the instant. */
  List<CapUsage> uses(Candidate candidate, long at, List<ReferenceSend> sends) {
    return rules.caps(candidate.topic().id()).stream()
        .map(cap ->
            new CapUsage(
                cap.name(), (int) rules.mostBeside(cap, at, sends) + 1, cap.limit(), cap.window()))
        .toList();
  }

  private boolean holds(
      Candidate candidate, WaitReason reason, long at, List<ReferenceSend> sends) {
    return switch (reason) {
      case CapReached reached ->
          rules.caps(candidate.topic().id()).stream()
              .filter(cap -> cap.name().equals(reached.cap()))
              .filter(cap -> cap.limit() == reached.limit())
              .filter(cap -> cap.window().equals(reached.window()))
              .anyMatch(cap -> !rules.capAllows(cap, at, sends));
      case CadenceHolds(var topic, var cadence, var other, _) ->
          topic.equals(candidate.topic().id())
              && cadence == rules.choice(candidate.topic()).cadence()
              && sends.stream().anyMatch(send -> send.at() == nanos(other) && isOf(candidate, send))
              && !rules.cadenceAllowsBoth(cadence, at, nanos(other));
      case QuietNow(var hours, var zone) ->
          situation.policy().quietHours().equals(Optional.of(hours))
              && zone.equals(situation.subscriber().zone().orElse(situation.policy().defaultZone()))
              && rules.isQuiet(at);
      case SubscriberPaused(var until) ->
          situation.state().consents().pausedUntil().equals(Optional.of(until))
              && rules.isPaused(at);
      case WaitReason.SendingHeld _ -> false;
    };
  }

  private void checkCounts(CapReached reached, long at, List<ReferenceSend> sends) {
    FrequencyCap cap =
        situation.policy().caps().stream()
            .filter(one -> one.name().equals(reached.cap()))
            .findFirst()
            .orElseThrow();
    List<ReferenceSend> near = sends.stream().filter(send -> isNear(cap, send, at)).toList();
    Set<CampaignId> planned = planned(near, _ -> true);
    require(
        reached.counted() >= cap.limit() && reached.counted() <= near.size(),
        "%d sends are around %s: %s",
        near.size(),
        instant(at),
        reached);
    long made = near.stream().filter(send -> send.planned().isEmpty()).count();
    require(
        planned.containsAll(reached.inFavourOf())
            && reached.inFavourOf().size() >= reached.counted() - made,
        "planned around %s are %s: %s",
        instant(at),
        planned,
        reached);
    if (cap.window() instanceof Window.Calendar) {
      require(
          near.size() == reached.counted() && planned.size() == reached.inFavourOf().size(),
          "%s does not tell all of %s",
          reached,
          near);
    }
  }

  private boolean isNear(FrequencyCap cap, ReferenceSend send, long at) {
    return ReferenceRules.covers(cap, send.topic())
        && switch (cap.window()) {
          case Window.Rolling(var length) -> Math.abs(send.at() - at) < length.toNanos();
          case Window.Calendar(var unit) -> rules.period(unit, send.at()) == rules.period(unit, at);
        };
  }

  private static boolean isOf(Candidate candidate, ReferenceSend send) {
    return send.topic().equals(candidate.topic().id());
  }

  private static Set<CampaignId> planned(
      List<ReferenceSend> sends, Predicate<ReferenceSend> which) {
    return sends.stream()
        .filter(which)
        .flatMap(send -> send.planned().stream())
        .collect(Collectors.toSet());
  }
}
