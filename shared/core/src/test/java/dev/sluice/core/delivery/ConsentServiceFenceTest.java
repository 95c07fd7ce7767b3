package dev.sluice.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.Priority;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.contract.UnconditionalSubscriberRepository;
import dev.sluice.core.contract.WorkerInterleaving;
import dev.sluice.core.planning.Candidate;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.subscriber.SubscriberId;
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
final class ConsentServiceFenceTest {

  private static final int INTERLEAVINGS = 1_000;
  private static final SendPolicy TWO_A_DAY =
      ActiveCampaignsFixture.policy(ActiveCampaignsFixture.capOf("daily", 2, Duration.ofDays(1)));

  /** What may be done, each of which lets no mail come. */
  private enum FencingAction {
    LEAVE_TOPIC,
    LEAVE_ALL,
    PAUSE,
    SUPPRESS,
    ERASE
  }

  /** Visits of a subscriber about whom something is done at a desk. */
  private static final class FencedInterleaving extends WorkerInterleaving {

    private final WorkerFixture world;
    private final SubscriberId anna;
    private final FencingAction act;
    private int campaigns;

    private FencedInterleaving(
        long seed, FencingAction act, WorkerFixture world, SubscriberRepository store) {
      super(seed, store);
      this.world = world;
      this.anna = world.addSubscribers(new Shard(3), 1).getFirst();
      this.act = act;
    }

    static FencedInterleaving of(long seed, FencingAction act) {
      return of(seed, act, UnaryOperator.identity());
    }

    static FencedInterleaving withoutTheCondition(long seed, FencingAction act) {
      return of(seed, act, UnconditionalSubscriberRepository::new);
    }

    private static FencedInterleaving of(
        long seed, FencingAction act, UnaryOperator<SubscriberRepository> visitors) {
      WorkerFixture world = new WorkerFixture();
      return new FencedInterleaving(seed, act, world, visitors.apply(world.subscribers));
    }

    @Override
    protected SubscriberId subscriberId() {
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
      Instant expiry = WorkerFixture.START.plus(Duration.ofDays(120));
      return new Candidate(
          id,
          ActiveCampaignsFixture.OFFERS,
          Priority.NORMAL,
          WorkerFixture.START,
          expiry,
          WhenCapped.WAIT);
    }

    /** Lets no visit be under way longer than functions run, as what is erased is forgotten. */
    @Override
    protected void passTime(RandomGenerator random) {
      if (act != FencingAction.ERASE) {
        world.now = world.now.plus(Duration.ofHours(random.nextInt(1, 30)));
        return;
      }
      world.now = world.now.plus(Duration.ofSeconds(random.nextInt(10, 240)));
      Instant ended = world.now.minus(Duration.ofMinutes(5));
      abandon(visit -> visit.plan().at().isBefore(ended));
    }

    @Override
    protected void performFencingAction() {
      switch (act) {
        case LEAVE_TOPIC ->
            change(
                new ConsentChange.TopicChosen(
                    ActiveCampaignsFixture.OFFERS.id(),
                    new TopicChoice(
                        Subscription.UNSUBSCRIBED, ActiveCampaignsFixture.OFFERS.cadence())));
        case LEAVE_ALL -> change(new ConsentChange.UnsubscribedFromAll());
        case PAUSE -> change(new ConsentChange.Paused(world.now.plus(Duration.ofDays(90))));
        case SUPPRESS -> change(new ConsentChange.Suppressed(Suppression.Cause.MANUAL));
        case ERASE -> assertThat(world.erasureService().erase(anna, ConsentSource.API)).isTrue();
      }
    }

    private void change(ConsentChange change) {
      assertThat(
              world
                  .consentService()
                  .change(anna, List.of(change), ConsentSource.API, Optional.empty()))
          .isPresent();
    }
  }

  @ParameterizedTest
  @DisplayName("that no message passes, in a thousand interleavings with visits")
  @EnumSource(FencingAction.class)
  void noSendCommitsAfterTheAction(FencingAction act) {
    int sent = 0;
    for (long seed = 0; seed < INTERLEAVINGS; seed++) {
      FencedInterleaving story = FencedInterleaving.of(seed, act);
      assertThat(story.run()).as("messages after it, seed %d", seed).isEmpty();
      sent += story.sent().size();
    }
    assertThat(sent).as("messages before it").isGreaterThan(INTERLEAVINGS);
  }

  @ParameterizedTest
  @DisplayName("that is the condition's doing: without it, messages pass every one of them")
  @EnumSource(FencingAction.class)
  void sendsCommitAfterTheActionWithoutTheCondition(FencingAction act) {
    int passed = 0;
    for (long seed = 0; seed < INTERLEAVINGS; seed++) {
      passed += FencedInterleaving.withoutTheCondition(seed, act).run().size();
    }
    assertThat(passed).isPositive();
  }
}
