package dev.sluice.scheduling.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.Priority;
import dev.sluice.scheduling.campaign.WhenCapped;
import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.contract.Interleaving;
import dev.sluice.scheduling.contract.UnconditionalStandings;
import dev.sluice.scheduling.desk.ConsentDesk;
import dev.sluice.scheduling.desk.ErasureDesk;
import dev.sluice.scheduling.plan.Candidate;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.standing.Suppression;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import dev.sluice.scheduling.visit.StandingStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What is done at a desk is a fence")
final class DeskFenceTest {

  private static final int INTERLEAVINGS = 1_000;
  private static final SendPolicy TWO_A_DAY =
      Campaigns.policy(Campaigns.capOf("daily", 2, Duration.ofDays(1)));

  /** What may be done, each of which lets no mail come. */
  private enum Act {
    LEAVE_TOPIC,
    LEAVE_ALL,
    PAUSE,
    SUPPRESS,
    ERASE
  }

  /** Visits of a subscriber about whom something is done at a desk. */
  private static final class Story extends Interleaving {

    private final World world;
    private final SubscriberId anna;
    private final Act act;
    private int campaigns;

    private Story(long seed, Act act, World world, StandingStore store) {
      super(seed, store);
      this.world = world;
      this.anna = world.addSubscribers(new Shard(3), 1).getFirst();
      this.act = act;
    }

    static Story of(long seed, Act act) {
      return of(seed, act, UnaryOperator.identity());
    }

    static Story withoutTheCondition(long seed, Act act) {
      return of(seed, act, UnconditionalStandings::new);
    }

    private static Story of(long seed, Act act, UnaryOperator<StandingStore> visitors) {
      World world = new World();
      return new Story(seed, act, world, visitors.apply(world.subscribers));
    }

    @Override
    protected SubscriberId visited() {
      return anna;
    }

    @Override
    protected SendPolicy policy() {
      return TWO_A_DAY;
    }

    @Override
    protected Instant now() {
      return world.now;
    }

    @Override
    protected List<CampaignId> announced() {
      return List.of(new CampaignId("c-" + campaigns++));
    }

    @Override
    protected Candidate candidate(CampaignId id) {
      Instant expiry = World.START.plus(Duration.ofDays(120));
      return new Candidate(
          id, Campaigns.OFFERS, Priority.NORMAL, World.START, expiry, WhenCapped.WAIT);
    }

    /** Lets no visit be under way longer than functions run, as what is erased is forgotten. */
    @Override
    protected void pass(RandomGenerator random) {
      if (act != Act.ERASE) {
        world.now = world.now.plus(Duration.ofHours(random.nextInt(1, 30)));
        return;
      }
      world.now = world.now.plus(Duration.ofSeconds(random.nextInt(10, 240)));
      Instant ended = world.now.minus(Duration.ofMinutes(5));
      abandon(visit -> visit.plan().at().isBefore(ended));
    }

    @Override
    protected void act() {
      switch (act) {
        case LEAVE_TOPIC ->
            change(
                new ConsentChange.TopicChosen(
                    Campaigns.OFFERS.id(),
                    new TopicChoice(Subscription.UNSUBSCRIBED, Campaigns.OFFERS.cadence())));
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
  }

  @ParameterizedTest
  @DisplayName("that no message passes, in a thousand interleavings with visits")
  @EnumSource(Act.class)
  void noMessagePasses(Act act) {
    int sent = 0;
    for (long seed = 0; seed < INTERLEAVINGS; seed++) {
      Story story = Story.of(seed, act);
      assertThat(story.play()).as("messages after it, seed %d", seed).isEmpty();
      sent += story.posted().size();
    }
    assertThat(sent).as("messages before it").isGreaterThan(INTERLEAVINGS);
  }

  @ParameterizedTest
  @DisplayName("that is the condition's doing: without it, messages pass every one of them")
  @EnumSource(Act.class)
  void theConditionIsWhatHolds(Act act) {
    int passed = 0;
    for (long seed = 0; seed < INTERLEAVINGS; seed++) {
      passed += Story.withoutTheCondition(seed, act).play().size();
    }
    assertThat(passed).isPositive();
  }
}
