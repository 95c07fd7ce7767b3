package dev.sluice.preferences;

import static dev.sluice.preferences.Mailing.ANNA;
import static dev.sluice.preferences.Mailing.NOW;
import static dev.sluice.preferences.Mailing.OFFERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.json.Json;
import dev.sluice.aws.json.PolicyJson;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.Priority;
import dev.sluice.scheduling.campaign.WhenCapped;
import dev.sluice.scheduling.contract.Interleaving;
import dev.sluice.scheduling.contract.UnconditionalStandings;
import dev.sluice.scheduling.delivery.ShardGlance;
import dev.sluice.scheduling.plan.Candidate;
import dev.sluice.scheduling.plan.Situation;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.DropCode;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import dev.sluice.scheduling.standing.WaitingSend;
import dev.sluice.scheduling.visit.Letter;
import dev.sluice.scheduling.visit.Offers;
import dev.sluice.scheduling.visit.SendOutcome;
import dev.sluice.scheduling.visit.StandingStore;
import dev.sluice.scheduling.visit.Visit;
import dev.sluice.scheduling.visit.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("One click is a fence")
class FenceTest {

  private static final int INTERLEAVINGS = 1_000;

  private static final Topic ALERTS =
      new Topic(
          new TopicId("alerts"), "Alerts", "News", Topic.Joining.OPT_OUT, Cadence.AS_IT_COMES);

  private static final SendPolicy TWO_A_DAY =
      Json.read(
          Json.parse(
              """
              {"caps": [{"name": "daily", "limit": 2, "window": {"rolling": "P1D"}}],
               "defaultZone": "UTC"}
              """),
          PolicyJson.policy(1));

  private static final Letter POSTED = () -> new SendOutcome.Accepted("m");

  /** Visits of Anna, who clicks in between. */
  private static final class Story extends Interleaving {

    private final Mailing mailing;
    private int campaigns;

    private Story(long seed, Mailing mailing, StandingStore store) {
      super(seed, store);
      this.mailing = mailing;
      mailing.choose(new TopicChoice(Subscription.SUBSCRIBED, Cadence.AS_IT_COMES));
    }

    static Story of(long seed) {
      Mailing mailing = new Mailing();
      return new Story(seed, mailing, mailing.subscribers);
    }

    static Story withoutTheCondition(long seed) {
      Mailing mailing = new Mailing();
      return new Story(seed, mailing, new UnconditionalStandings(mailing.subscribers));
    }

    /** Returns the offers that left after the click was answered. */
    List<CampaignId> offersAfterTheClick() {
      return play().stream().filter(id -> id.value().startsWith(OFFERS.value())).toList();
    }

    @Override
    protected SubscriberId visited() {
      return ANNA;
    }

    @Override
    protected SendPolicy policy() {
      return TWO_A_DAY;
    }

    @Override
    protected Instant now() {
      return mailing.clock.instant();
    }

    @Override
    protected List<CampaignId> announced() {
      return List.of(campaign(OFFERS), campaign(ALERTS.id()));
    }

    private CampaignId campaign(TopicId topic) {
      return new CampaignId(topic.value() + "-" + campaigns++);
    }

    @Override
    protected Candidate candidate(CampaignId id) {
      return FenceTest.candidate(id);
    }

    @Override
    protected void pass(RandomGenerator random) {
      mailing.pass(Duration.ofHours(random.nextInt(1, 30)));
    }

    @Override
    protected void act() {
      assertThat(mailing.click(mailing.link()).status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("that no send of the topic passes, in a thousand interleavings with visits")
  void noSendPasses() {
    int alerts = 0;
    for (long seed = 0; seed < INTERLEAVINGS; seed++) {
      Story story = Story.of(seed);
      assertThat(story.offersAfterTheClick())
          .as("offers sent after the click, seed %d", seed)
          .isEmpty();
      assertThat(story.mailing.hasLeft()).as("seed %d", seed).isTrue();
      alerts += (int) story.posted().stream().filter(id -> id.value().startsWith("alerts")).count();
    }
    assertThat(alerts).as("sends of the other topic").isGreaterThan(INTERLEAVINGS);
  }

  @Test
  @DisplayName("that is the condition's doing: without it, sends pass")
  void theConditionIsWhatHolds() {
    long passed = 0;
    for (long seed = 0; seed < INTERLEAVINGS; seed++) {
      passed += Story.withoutTheCondition(seed).offersAfterTheClick().isEmpty() ? 0 : 1;
    }
    assertThat(passed).isPositive();
  }

  @Test
  @DisplayName(
      "and makes the standing due, so that the next visit drops what waits, with its reason")
  void waitingSendsAreDropped() {
    Mailing mailing = new Mailing();
    Instant later = NOW.plus(Duration.ofDays(5));
    CampaignId campaign = new CampaignId("offers-1");
    WaitingSend wait = new WaitingSend(campaign, OFFERS, later);
    mailing.announce(campaign);
    mailing.subscribers.commit(
        mailing.standing().with(List.of(), List.of(wait), List.of(), Optional.of(later)));

    mailing.click(mailing.link());

    assertThat(mailing.standing().waiting()).containsExactly(wait);
    assertThat(mailing.standing().dueAt()).contains(NOW);
    assertThat(mailing.shards.glance()).singleElement().matches(ShardGlance::nudged);
    Visitor visitor = new Visitor(mailing.subscribers, (_, _, _) -> POSTED);
    Visit visit =
        visitor.prepare(
            new Situation(
                mailing.subscribers.read(ANNA).orElseThrow().subscriber(),
                mailing.standing(),
                TWO_A_DAY,
                NOW),
            new Offers(List.of(candidate(campaign)), Map.of(), Set.of()));
    assertThat(visit.after().waiting()).isEmpty();
    assertThat(visit.after().dueAt()).isEmpty();
    assertThat(visit.after().drops())
        .singleElement()
        .satisfies(drop -> {
          assertThat(drop.key()).isEqualTo(SendKey.of(campaign));
          assertThat(drop.code()).isEqualTo(DropCode.NOT_SUBSCRIBED);
        });
  }

  @Test
  @DisplayName("that leaves the waiting sends of other topics, and when they are due, alone")
  void otherTopicsStay() {
    Mailing mailing = new Mailing();
    Instant later = NOW.plus(Duration.ofDays(5));
    WaitingSend wait = new WaitingSend(new CampaignId("alerts-1"), ALERTS.id(), later);
    mailing.subscribers.commit(
        mailing.standing().with(List.of(), List.of(wait), List.of(), Optional.of(later)));

    mailing.click(mailing.link());

    assertThat(mailing.standing().waiting()).containsExactly(wait);
    assertThat(mailing.standing().dueAt()).contains(later);
    assertThat(mailing.shards.glance()).isEmpty();
  }

  private static Candidate candidate(CampaignId id) {
    Topic topic = id.value().startsWith("offers") ? Mailing.topic("Offers") : ALERTS;
    Instant expiry = NOW.plus(Duration.ofDays(90));
    return new Candidate(id, topic, Priority.NORMAL, NOW, expiry, WhenCapped.WAIT);
  }
}
