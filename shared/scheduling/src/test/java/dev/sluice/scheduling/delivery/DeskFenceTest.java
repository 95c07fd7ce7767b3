package dev.sluice.scheduling.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.Priority;
import dev.sluice.scheduling.campaign.WhenCapped;
import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.desk.ConsentDesk;
import dev.sluice.scheduling.desk.ErasureDesk;
import dev.sluice.scheduling.plan.Candidate;
import dev.sluice.scheduling.plan.Situation;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.Suppression;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import dev.sluice.scheduling.standing.WaitingSend;
import dev.sluice.scheduling.visit.Offers;
import dev.sluice.scheduling.visit.SendOutcome;
import dev.sluice.scheduling.visit.StandingStore;
import dev.sluice.scheduling.visit.SubscriberRecord;
import dev.sluice.scheduling.visit.Visit;
import dev.sluice.scheduling.visit.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What is done at a desk is a fence")
final class DeskFenceTest {

  private static final int INTERLEAVINGS = 1_000;
  private static final SendPolicy TWO_A_DAY =
      World.policy(World.capOf("daily", 2, Duration.ofDays(1)));

  /** What may be done, each of which lets no mail come. */
  private enum Act {
    LEAVE_TOPIC,
    LEAVE_ALL,
    PAUSE,
    SUPPRESS,
    ERASE
  }

  /** One interleaving: visits in every stage, and an act that may land between any two. */
  private static final class Story {

    private final World world = new World();
    private final SubscriberId anna = world.addSubscribers(new Shard(3), 1).getFirst();
    private final RandomGenerator random;
    private final StandingStore store;
    private final Visitor visitor;
    private final List<Visit> inFlight = new ArrayList<>();
    private int posted;
    private int campaigns;

    /** Whether visits are under way no longer than functions run: what is erased is forgotten. */
    private boolean timely;

    Story(long seed, boolean fenced) {
      random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      store = fenced ? world.subscribers : new Unconditional(world.subscribers);
      visitor =
          new Visitor(
              store,
              (_, _, _) ->
                  () -> {
                    posted++;
                    return outcome();
                  });
    }

    private SendOutcome outcome() {
      return switch (random.nextInt(4)) {
        case 0 -> new SendOutcome.Unknown("timeout");
        case 1 -> new SendOutcome.Throttled(SendOutcome.Limit.RATE);
        default -> new SendOutcome.Accepted("m");
      };
    }

    /** Returns how many messages left after the act was answered. */
    int play(Act act) {
      timely = act == Act.ERASE;
      int before = random.nextInt(2, 14);
      for (int step = 0; step < before; step++) {
        step();
      }
      perform(act);
      int sent = posted;
      for (int step = 0; step < 12; step++) {
        step();
      }
      return posted - sent;
    }

    private void perform(Act act) {
      switch (act) {
        case LEAVE_TOPIC ->
            change(
                new ConsentChange.TopicChosen(
                    World.OFFERS.id(),
                    new TopicChoice(Subscription.UNSUBSCRIBED, World.OFFERS.cadence())));
        case LEAVE_ALL -> change(new ConsentChange.AllLeft());
        case PAUSE -> change(new ConsentChange.Paused(world.now.plus(Duration.ofDays(90))));
        case SUPPRESS -> change(new ConsentChange.Suppressed(Suppression.Cause.MANUAL));
        case ERASE ->
            assertThat(world.erasures().erase(anna, Means.API))
                .isEqualTo(ErasureDesk.Outcome.ERASED);
      }
    }

    private void change(ConsentChange change) {
      assertThat(world.desk().change(anna, List.of(change), Means.API, Optional.empty()))
          .isInstanceOf(ConsentDesk.Outcome.Changed.class);
    }

    private void step() {
      switch (random.nextInt(5)) {
        case 0, 1 -> prepare().ifPresent(inFlight::add);
        case 2 -> pass();
        default -> {
          if (!inFlight.isEmpty()) {
            visitor.commit(inFlight.remove(random.nextInt(inFlight.size())));
          }
        }
      }
    }

    private void pass() {
      Duration time =
          timely
              ? Duration.ofSeconds(random.nextInt(10, 240))
              : Duration.ofHours(random.nextInt(1, 30));
      world.now = world.now.plus(time);
      Instant ended = world.now.minus(Duration.ofMinutes(5));
      inFlight.removeIf(visit -> timely && visit.plan().at().isBefore(ended));
    }

    private Optional<Visit> prepare() {
      return store.readForVisit(anna).map(this::visit);
    }

    private Visit visit(SubscriberRecord record) {
      List<Candidate> candidates =
          Stream.concat(
                  record.standing().waiting().stream().map(WaitingSend::campaign),
                  Stream.of(new CampaignId("c-" + campaigns++)))
              .map(this::candidate)
              .toList();
      return visitor.prepare(
          new Situation(record.subscriber(), record.standing(), TWO_A_DAY, world.now),
          new Offers(candidates, Map.of(), Set.of()));
    }

    private Candidate candidate(CampaignId id) {
      Instant expiry = World.START.plus(Duration.ofDays(120));
      return new Candidate(id, World.OFFERS, Priority.NORMAL, World.START, expiry, WhenCapped.WAIT);
    }
  }

  /** A store without the condition: whoever writes last wins. */
  private record Unconditional(StandingStore store) implements StandingStore {

    @Override
    public Optional<SubscriberRecord> read(SubscriberId id) {
      return store.read(id);
    }

    @Override
    public Optional<SubscriberRecord> readForVisit(SubscriberId id) {
      return store.readForVisit(id);
    }

    @Override
    public Commit forget(Standing last) {
      return store.forget(last);
    }

    @Override
    public Commit commit(Standing changed) {
      long version =
          readForVisit(changed.subscriber()).map(known -> known.standing().version()).orElse(0L);
      return store.commit(
          new Standing(
              changed.subscriber(),
              version,
              changed.consents(),
              changed.history(),
              changed.waiting(),
              changed.drops(),
              changed.dueAt()));
    }
  }

  @ParameterizedTest
  @DisplayName("that no message passes, in a thousand interleavings with visits")
  @EnumSource(Act.class)
  void noMessagePasses(Act act) {
    int sent = 0;
    for (long seed = 0; seed < INTERLEAVINGS; seed++) {
      Story story = new Story(seed, true);
      assertThat(story.play(act)).as("messages after it, seed %d", seed).isZero();
      sent += story.posted;
    }
    assertThat(sent).as("messages before it").isGreaterThan(INTERLEAVINGS);
  }

  @Test
  @DisplayName("that is the condition's doing: without it, messages pass every one of them")
  void theConditionIsWhatHolds() {
    for (Act act : Act.values()) {
      int passed = 0;
      for (long seed = 0; seed < INTERLEAVINGS; seed++) {
        passed += new Story(seed, false).play(act);
      }
      assertThat(passed).as("%s", act).isPositive();
    }
  }
}
