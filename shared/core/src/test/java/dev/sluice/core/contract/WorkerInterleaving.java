package dev.sluice.core.contract;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.delivery.Candidates;
import dev.sluice.core.delivery.SubscriberDecision;
import dev.sluice.core.delivery.SubscriberProcessor;
import dev.sluice.core.planning.Candidate;
import dev.sluice.core.planning.PlanningInput;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.sending.PreparedMessage;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.subscriber.SubscriberId;
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
public abstract class WorkerInterleaving {

  /** Steps after the act: enough for every visit under way to commit, and for new ones. */
  private static final int STEPS_AFTER = 12;

  private final RandomGenerator random;
  private final SubscriberRepository store;
  private final SubscriberProcessor processor;
  private final List<CampaignId> sent = new ArrayList<>();
  private final List<SubscriberDecision> inFlight = new ArrayList<>();

  /** Creates an interleaving of visits to what is in {@code store}. */
  protected WorkerInterleaving(long seed, SubscriberRepository store) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.store = store;
    this.processor = new SubscriberProcessor(store, (_, campaign, _) -> preparedMessage(campaign));
  }

  /** Returns whom visits are paid to. */
  protected abstract SubscriberId subscriberId();

  /** Returns the policy in force. */
  protected abstract SendPolicy policy();

  /** Returns the instant that it is. */
  protected abstract Instant now();

  /** Returns the campaigns that a visit finds announced, besides what waits. */
  protected abstract List<CampaignId> announced();

  /** Returns a campaign as visits are offered it. */
  protected abstract Candidate candidate(CampaignId id);

  /** Lets some time pass. */
  protected abstract void passTime(RandomGenerator random);

  /** Does what no message may leave after, and has it answered. */
  protected abstract void performFencingAction();

  /** Plays visits, the act, and visits again; returns what was posted after the act. */
  public final List<CampaignId> run() {
    takeSteps(random.nextInt(2, 14));
    performFencingAction();
    int before = sent.size();
    takeSteps(STEPS_AFTER);
    return sent.subList(before, sent.size());
  }

  /** Returns what was posted so far. */
  public final List<CampaignId> sent() {
    return List.copyOf(sent);
  }

  /** Ends visits under way without their commit, as a function that runs out of time does. */
  protected final void abandon(Predicate<SubscriberDecision> which) {
    inFlight.removeIf(which);
  }

  private PreparedMessage preparedMessage(CampaignId campaign) {
    return () -> {
      sent.add(campaign);
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

  private void takeSteps(int steps) {
    for (int step = 0; step < steps; step++) {
      takeStep();
    }
  }

  private void takeStep() {
    switch (random.nextInt(5)) {
      case 0, 1 -> prepare().ifPresent(inFlight::add);
      case 2 -> passTime(random);
      default -> {
        if (!inFlight.isEmpty()) {
          processor.commit(inFlight.remove(random.nextInt(inFlight.size())), () -> true);
        }
      }
    }
  }

  private Optional<SubscriberDecision> prepare() {
    return store.findIncludingErased(subscriberId()).map(this::prepareDecision);
  }

  private SubscriberDecision prepareDecision(SubscriberRecord record) {
    Stream<CampaignId> waiting =
        record.state().deferredSends().stream().map(DeferredSend::campaign);
    List<Candidate> candidates =
        Stream.concat(waiting, announced().stream()).map(this::candidate).toList();
    return processor.decide(
        new PlanningInput(record.subscriber(), record.state(), policy(), now()),
        new Candidates(candidates, Map.of(), Set.of()));
  }
}
