package dev.sluice.core.planning;

import static dev.sluice.core.planning.ReferenceCalendar.instant;
import static dev.sluice.core.planning.ReferenceCalendar.nanos;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.consent.Consents;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.planning.ReferenceRules.ReferenceSend;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Judges plans by what they promise, with none of the planner's arithmetic: heaviest first, each at
 * the earliest instant that fits, sent exactly if that is now, and for the reasons that it gives.
 *
 * <p>That the plan as a whole is safe is left to {@link SafetyOracle}.
 */
final class PlanOracle {
  private static final int PROBES = 3;

  private final PlanningInput situation;
  private final ReferenceRules rules;
  private final ReferenceSearch search;
  private final ReferenceReasons reasons;
  private final List<ReferenceSend> sends = new ArrayList<>();
  private final long now;

  private PlanOracle(PlanningInput situation) {
    this.situation = situation;
    this.rules = new ReferenceRules(situation);
    this.search = new ReferenceSearch(situation, rules);
    this.reasons = new ReferenceReasons(situation, rules);
    this.now = nanos(situation.now());
    situation.state().history().stream()
        .map(send -> new ReferenceSend(nanos(send.at()), send.topic(), Optional.empty()))
        .forEach(sends::add);
  }

  /**
   * Checks a plan.
   *
   * @throws AssertionError saying what is wrong with it
   */
  static void check(PlannerCase input, Plan plan) {
    new PlanOracle(input.input()).judge(input.candidates(), plan);
  }

  static void require(boolean holds, String otherwise, Object... values) {
    if (!holds) {
      throw new AssertionError(otherwise.formatted(values));
    }
  }

  private void judge(List<Candidate> candidates, Plan plan) {
    List<Candidate> started = new ArrayList<>();
    Map<CampaignId, Instant> slots = new HashMap<>();
    for (Candidate candidate : heaviestFirst(candidates)) {
      if (nanos(candidate.start()) <= now) {
        started.add(candidate);
        require(
            plan.decisions().size() >= started.size()
                && plan.decisions().get(started.size() - 1).candidate().equals(candidate),
            "entry %d should be %s: %s",
            started.size() - 1,
            candidate,
            plan.decisions());
        judge(candidate, plan.decisions().get(started.size() - 1).decision());
      } else {
        place(candidate, slot(candidate)).ifPresent(at -> slots.put(candidate.campaign(), at));
      }
    }
    require(plan.decisions().size() == started.size(), "more entries than candidates: %s", plan);
    require(plan.slots().equals(slots), "slots should be %s but are %s", slots, plan.slots());
    require(plan.at().equals(situation.now()), "planned for another instant: %s", plan.at());
    require(
        plan.policyRevision() == situation.policy().revision(),
        "another revision: %s",
        plan.policyRevision());
  }

  /** Takes out, again and again, the candidate that none of the others goes before. */
  private static List<Candidate> heaviestFirst(List<Candidate> candidates) {
    List<Candidate> left = new ArrayList<>(candidates);
    List<Candidate> ordered = new ArrayList<>();
    while (!left.isEmpty()) {
      Candidate first =
          left.stream()
              .filter(one -> left.stream().noneMatch(other -> goesBefore(other, one)))
              .findFirst()
              .orElseThrow();
      left.remove(first);
      ordered.add(first);
    }
    return ordered;
  }

  private static boolean goesBefore(Candidate one, Candidate other) {
    if (one.priority().value() != other.priority().value()) {
      return one.priority().value() > other.priority().value();
    }
    if (!one.start().equals(other.start())) {
      return nanos(one.start()) < nanos(other.start());
    }
    if (!one.expiry().equals(other.expiry())) {
      return nanos(one.expiry()) < nanos(other.expiry());
    }
    return one.campaign().value().compareTo(other.campaign().value()) < 0;
  }

  private OptionalLong slot(Candidate candidate) {
    long from = nanos(candidate.start());
    OptionalLong earliest = earliest(candidate, from);
    boolean kept =
        refusal(candidate).isEmpty()
            && earliest.isPresent()
            && !isCapped(candidate, from, earliest.getAsLong());
    return kept ? earliest : OptionalLong.empty();
  }

  private void judge(Candidate candidate, Decision decision) {
    Optional<DropReason> refusal = refusal(candidate);
    if (refusal.isPresent()) {
      Decision drop = new Decision.Drop(refusal.get());
      require(decision.equals(drop), "should be %s but is %s", drop, decision);
      return;
    }
    OptionalLong earliest = earliest(candidate, now);
    if (earliest.isEmpty()) {
      judgeExpired(candidate, decision);
    } else if (isCapped(candidate, now, earliest.getAsLong())) {
      judgeCapped(candidate, decision, earliest.getAsLong());
    } else {
      judgePlaced(candidate, decision, earliest.getAsLong());
      place(candidate, earliest);
    }
  }

  private void judgeExpired(Candidate candidate, Decision decision) {
    require(
        decision instanceof Decision.Drop(DropReason.Expired expired)
            && expired.expiry().equals(candidate.expiry())
            && expired.holding().isPresent() == now < nanos(candidate.expiry()),
        "%s should be dropped as expired: %s",
        candidate.campaign(),
        decision);
    if (decision instanceof Decision.Drop(DropReason.Expired(_, Optional<WaitReason> holding))) {
      holding.ifPresent(
          reason -> reasons.check(candidate, reason, nanos(candidate.expiry()) - 1, sends));
    }
  }

  private void judgeCapped(Candidate candidate, Decision decision, long free) {
    require(
        decision instanceof Decision.Drop(DropReason.Capped capped)
            && capped.free().equals(instant(free))
            && capped.holding().isFrequency(),
        "%s should be dropped as capped until %s: %s",
        candidate.campaign(),
        instant(free),
        decision);
    if (decision instanceof Decision.Drop(DropReason.Capped(_, WaitReason holding))) {
      LongStream open = search.instants(now, free, sends).filter(this::isOpen);
      long held = reasons.lastHeld(candidate, holding, open, sends);
      reasons.check(candidate, holding, held, sends);
    }
  }

  private void judgePlaced(Candidate candidate, Decision decision, long at) {
    if (at == now) {
      Decision send = new Decision.Send(reasons.uses(candidate, now, sends));
      require(decision.equals(send), "should be %s but is %s", send, decision);
      return;
    }
    require(
        decision instanceof Decision.Wait(Instant until, _) && until.equals(instant(at)),
        "%s should wait until %s: %s",
        candidate.campaign(),
        instant(at),
        decision);
    if (decision instanceof Decision.Wait(_, WaitReason reason)) {
      reasons.check(candidate, reason, at - 1, sends);
    }
  }

  private OptionalLong earliest(Candidate candidate, long from) {
    long expiry = nanos(candidate.expiry());
    OptionalLong found =
        search.earliest(from, expiry, sends, at -> rules.allow(candidate.topic(), at, sends));
    probe(candidate, from, found.orElse(expiry));
    return found;
  }

  /** The oracle's own foot: instants that it did not think of must not fit either. */
  private void probe(Candidate candidate, long from, long until) {
    SplittableRandom random = new SplittableRandom(from ^ until);
    for (int i = 0; i < PROBES && from < until; i++) {
      long at = random.nextLong(from, until);
      require(
          !rules.allow(candidate.topic(), at, sends),
          "the oracle overlooked that %s fits at %s",
          candidate.campaign(),
          instant(at));
    }
  }

  /** Capped: before the slot there was an instant that only frequency kept it from. */
  private boolean isCapped(Candidate candidate, long from, long slot) {
    return candidate.whenCapped() == WhenCapped.DROP
        && search.earliest(from, slot, sends, this::isOpen).isPresent();
  }

  /** Open: only frequency may keep a send from it, so only there frequency is a reason. */
  private boolean isOpen(long at) {
    return !rules.isQuiet(at) && !rules.isPaused(at);
  }

  private Optional<DropReason> refusal(Candidate candidate) {
    Consents consents = situation.state().consents();
    if (consents.suppression().isPresent()) {
      return Optional.of(new DropReason.AddressSuppressed(consents.suppression().get()));
    }
    if (consents.unsubscribedAt().isPresent()) {
      return Optional.of(new DropReason.UnsubscribedFromAll(consents.unsubscribedAt().get()));
    }
    return rules.choice(candidate.topic()).subscription() == Subscription.SUBSCRIBED
        ? Optional.empty()
        : Optional.of(new DropReason.NotSubscribed(candidate.topic().id()));
  }

  private Optional<Instant> place(Candidate candidate, OptionalLong at) {
    if (at.isEmpty()) {
      return Optional.empty();
    }
    sends.add(
        new ReferenceSend(
            at.getAsLong(), candidate.topic().id(), Optional.of(candidate.campaign())));
    return Optional.of(instant(at.getAsLong()));
  }
}
