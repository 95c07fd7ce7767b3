package dev.sluice.scheduling.contract;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.plan.Candidate;
import dev.sluice.scheduling.plan.Situation;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.standing.WaitingSend;
import dev.sluice.scheduling.visit.Letter;
import dev.sluice.scheduling.visit.Offers;
import dev.sluice.scheduling.visit.SendOutcome;
import dev.sluice.scheduling.visit.StandingStore;
import dev.sluice.scheduling.visit.SubscriberRecord;
import dev.sluice.scheduling.visit.Visit;
import dev.sluice.scheduling.visit.Visitor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/**
 * Visits of one subscriber in every stage, and an act that lands between any two steps of them.
 *
 * <p>Many visits may be prepared from the same standing before the first of them commits, as if so
 * many workers were at it. The same seed plays the same interleaving.
 */
public abstract class Interleaving {

  /** Steps after the act: enough for every visit under way to commit, and for new ones. */
  private static final int STEPS_AFTER = 12;

  private final RandomGenerator random;
  private final StandingStore store;
  private final Visitor visitor;
  private final List<CampaignId> posted = new ArrayList<>();
  private final List<Visit> inFlight = new ArrayList<>();

  /** Creates an interleaving of visits to what is in {@code store}. */
  protected Interleaving(long seed, StandingStore store) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.store = store;
    this.visitor = new Visitor(store, (_, campaign, _) -> letter(campaign));
  }

  /** Returns whom visits are paid to. */
  protected abstract SubscriberId visited();

  /** Returns the policy in force. */
  protected abstract SendPolicy policy();

  /** Returns the instant that it is. */
  protected abstract Instant now();

  /** Returns the campaigns that a visit finds announced, besides what waits. */
  protected abstract List<CampaignId> announced();

  /** Returns a campaign as visits are offered it. */
  protected abstract Candidate candidate(CampaignId id);

  /** Lets some time pass. */
  protected abstract void pass(RandomGenerator random);

  /** Does what no message may leave after, and has it answered. */
  protected abstract void act();

  /** Plays visits, the act, and visits again; returns what was posted after the act. */
  public final List<CampaignId> play() {
    take(random.nextInt(2, 14));
    act();
    int before = posted.size();
    take(STEPS_AFTER);
    return posted.subList(before, posted.size());
  }

  /** Returns what was posted so far. */
  public final List<CampaignId> posted() {
    return List.copyOf(posted);
  }

  /** Ends visits under way without their commit, as a function that runs out of time does. */
  protected final void abandon(Predicate<Visit> which) {
    inFlight.removeIf(which);
  }

  private Letter letter(CampaignId campaign) {
    return () -> {
      posted.add(campaign);
      return outcome();
    };
  }

  private SendOutcome outcome() {
    return switch (random.nextInt(4)) {
      case 0 -> new SendOutcome.Unknown("timeout");
      case 1 -> new SendOutcome.Throttled(SendOutcome.Limit.RATE);
      default -> new SendOutcome.Accepted("m");
    };
  }

  private void take(int steps) {
    for (int step = 0; step < steps; step++) {
      step();
    }
  }

  private void step() {
    switch (random.nextInt(5)) {
      case 0, 1 -> prepare().ifPresent(inFlight::add);
      case 2 -> pass(random);
      default -> {
        if (!inFlight.isEmpty()) {
          visitor.commit(inFlight.remove(random.nextInt(inFlight.size())));
        }
      }
    }
  }

  private Optional<Visit> prepare() {
    return store.readForVisit(visited()).map(this::visit);
  }

  private Visit visit(SubscriberRecord record) {
    Stream<CampaignId> waiting = record.standing().waiting().stream().map(WaitingSend::campaign);
    List<Candidate> candidates =
        Stream.concat(waiting, announced().stream()).map(this::candidate).toList();
    return visitor.prepare(
        new Situation(record.subscriber(), record.standing(), policy(), now()),
        new Offers(candidates, Map.of(), Set.of()));
  }
}
