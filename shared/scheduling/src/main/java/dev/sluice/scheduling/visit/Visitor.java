package dev.sluice.scheduling.visit;

import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.plan.Candidate;
import dev.sluice.scheduling.plan.Decision;
import dev.sluice.scheduling.plan.DropReason;
import dev.sluice.scheduling.plan.Plan;
import dev.sluice.scheduling.plan.Planner;
import dev.sluice.scheduling.plan.Situation;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.StandingStore.Commit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes up one subscriber: decides everything that concerns them, and commits it in one write.
 *
 * <p>Messages are rendered before the commit, so that what cannot be rendered never spends a slot,
 * and handed over after it, so that what was not committed never leaves.
 */
public final class Visitor {

  private final Planner planner = new Planner();
  private final StandingStore standings;
  private final Mailroom mailroom;
  private final Settlement settlement;

  /** Creates a visitor. */
  public Visitor(StandingStore standings, Mailroom mailroom) {
    this.standings = standings;
    this.mailroom = mailroom;
    this.settlement = new Settlement(standings);
  }

  /** Decides a visit; nothing is written or sent. */
  public Visit prepare(Situation situation, Offers offers) {
    return situation.subscriber().isNameless()
        ? farewell(situation, offers)
        : visit(situation, offers);
  }

  /** Who was erased has left everything, so that no plan sends to them. */
  private Visit farewell(Situation situation, Offers offers) {
    SubscriberRecord before = new SubscriberRecord(situation.subscriber(), situation.standing());
    Plan plan = planner.plan(situation, offers.candidates());
    return new Visit(before, plan, List.of(), Farewell.of(before.standing(), situation.now()));
  }

  private Visit visit(Situation situation, Offers offers) {
    Map<CampaignId, DropReason> unfit = new LinkedHashMap<>();
    List<Candidate> candidates = new ArrayList<>(offers.candidates());
    Plan plan = planner.plan(situation, candidates);
    Rendered rendered = render(situation, plan.sends());
    // Each round takes out at least one candidate, so there are at most as many as candidates.
    while (!rendered.unfit().isEmpty()) {
      unfit.putAll(rendered.unfit());
      candidates.removeIf(candidate -> unfit.containsKey(candidate.campaign()));
      plan = planner.plan(situation, candidates);
      rendered = render(situation, plan.sends());
    }
    Plan whole = withUnfit(plan, offers, unfit);
    SubscriberRecord before = new SubscriberRecord(situation.subscriber(), situation.standing());
    Standing after =
        NextStanding.of(situation.standing(), whole, offers, situation.policy().retention());
    return new Visit(before, whole, rendered.parcels(), after);
  }

  /**
   * Commits a visit and hands its messages over.
   *
   * @return empty if somebody else wrote first: then nothing was written or sent, and the visit
   *     must be prepared anew
   */
  public Optional<Visited> commit(Visit visit) {
    if (visit.isFarewell()) {
      return standings.forget(visit.after()) == Commit.COMMITTED
          ? Optional.of(new Visited(visit, visit.after(), false, Set.of()))
          : Optional.empty();
    }
    if (visit.isIdle()) {
      return Optional.of(new Visited(visit, visit.after(), false, Set.of()));
    }
    return switch (standings.commit(visit.after())) {
      case LOST -> Optional.empty();
      case COMMITTED -> Optional.of(post(visit, visit.after().written()));
    };
  }

  private Visited post(Visit visit, Standing committed) {
    Map<Candidate, SendOutcome> outcomes = new LinkedHashMap<>();
    for (Visit.Parcel parcel : visit.parcels()) {
      outcomes.put(parcel.candidate(), parcel.letter().post());
    }
    Standing settled = settlement.settle(committed, outcomes, visit.plan().at());
    boolean held = outcomes.values().stream().anyMatch(SendOutcome::holdsAllSending);
    return new Visited(visit, settled, held, limits(outcomes));
  }

  private static Set<SendOutcome.Limit> limits(Map<Candidate, SendOutcome> outcomes) {
    Set<SendOutcome.Limit> limits = EnumSet.noneOf(SendOutcome.Limit.class);
    for (SendOutcome outcome : outcomes.values()) {
      if (outcome instanceof SendOutcome.Throttled(SendOutcome.Limit limit)) {
        limits.add(limit);
      }
    }
    return limits;
  }

  private Rendered render(Situation situation, List<Candidate> sends) {
    List<Visit.Parcel> parcels = new ArrayList<>();
    Map<CampaignId, DropReason> unfit = new LinkedHashMap<>();
    for (Candidate send : sends) {
      try {
        Letter letter = mailroom.prepare(situation.subscriber(), send.campaign(), situation.now());
        parcels.add(new Visit.Parcel(send, letter));
      } catch (InvalidInputException e) {
        unfit.put(send.campaign(), new DropReason.NotRenderable(problem(e)));
      }
    }
    return new Rendered(parcels, unfit);
  }

  /** Names fields and remedies only: values may be personal, and reasons are logged. */
  private static String problem(InvalidInputException e) {
    return String.join(
        "; ", e.violations().stream().map(v -> v.field() + ": " + v.remedy()).toList());
  }

  private static Plan withUnfit(Plan plan, Offers offers, Map<CampaignId, DropReason> unfit) {
    List<Plan.Entry> entries = new ArrayList<>(plan.decisions());
    for (Candidate candidate : offers.candidates()) {
      Optional.ofNullable(unfit.get(candidate.campaign()))
          .map(reason -> new Plan.Entry(candidate, new Decision.Drop(reason)))
          .ifPresent(entries::add);
    }
    return new Plan(plan.at(), plan.policyRevision(), entries, plan.slots());
  }

  private record Rendered(List<Visit.Parcel> parcels, Map<CampaignId, DropReason> unfit) {}
}
