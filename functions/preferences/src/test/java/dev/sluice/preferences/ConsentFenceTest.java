package dev.sluice.preferences;

import static dev.sluice.preferences.PreferencesFixture.ANNA;
import static dev.sluice.preferences.PreferencesFixture.NOW;
import static dev.sluice.preferences.PreferencesFixture.OFFERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.campaign.Priority;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.contract.UnconditionalSubscriberRepository;
import dev.sluice.core.contract.WorkerInterleaving;
import dev.sluice.core.delivery.Candidates;
import dev.sluice.core.delivery.SubscriberDecision;
import dev.sluice.core.delivery.SubscriberProcessor;
import dev.sluice.core.planning.Candidate;
import dev.sluice.core.planning.PlanningInput;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.sending.PreparedMessage;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.sharding.ShardStatus;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.json.Json;
import dev.sluice.json.SendPolicyJson;
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
class ConsentFenceTest {

  private static final int INTERLEAVINGS = 1_000;

  private static final Topic ALERTS =
      new Topic(
          new TopicId("alerts"), "Alerts", "News", Topic.OptInMode.OPT_OUT, Cadence.AS_IT_COMES);

  private static final SendPolicy TWO_A_DAY =
      Json.decode(
          Json.parse(
              """
              {"caps": [{"name": "daily", "limit": 2, "window": {"rolling": "P1D"}}],
               "defaultZone": "UTC"}
              """),
          SendPolicyJson.decoder(1));

  private static final PreparedMessage ACCEPTED_MESSAGE = () -> new SendOutcome.Accepted("m");

  /** Visits of Anna, who clicks in between. */
  private static final class ClickInterleaving extends WorkerInterleaving {

    private final PreferencesFixture fixture;
    private int campaigns;

    private ClickInterleaving(long seed, PreferencesFixture mailing, SubscriberRepository store) {
      super(seed, store);
      this.fixture = mailing;
      mailing.setChoice(new TopicChoice(Subscription.SUBSCRIBED, Cadence.AS_IT_COMES));
    }

    static ClickInterleaving of(long seed) {
      PreferencesFixture mailing = new PreferencesFixture();
      return new ClickInterleaving(seed, mailing, mailing.subscribers);
    }

    static ClickInterleaving withoutTheCondition(long seed) {
      PreferencesFixture mailing = new PreferencesFixture();
      return new ClickInterleaving(
          seed, mailing, new UnconditionalSubscriberRepository(mailing.subscribers));
    }

    /** Returns the offers that left after the click was answered. */
    List<CampaignId> offersAfterTheClick() {
      return run().stream().filter(id -> id.value().startsWith(OFFERS.value())).toList();
    }

    @Override
    protected SubscriberId subscriberId() {
      return ANNA;
    }

    @Override
    protected SendPolicy policy() {
      return TWO_A_DAY;
    }

    @Override
    protected Instant now() {
      return fixture.clock.instant();
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
      return ConsentFenceTest.candidate(id);
    }

    @Override
    protected void passTime(RandomGenerator random) {
      fixture.advanceClock(Duration.ofHours(random.nextInt(1, 30)));
    }

    @Override
    protected void performFencingAction() {
      assertThat(fixture.click(fixture.unsubscribeLink()).status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("that no send of the topic passes, in a thousand interleavings with visits")
  void noSendCommitsAfterOptOut() {
    int alerts = 0;
    for (long seed = 0; seed < INTERLEAVINGS; seed++) {
      ClickInterleaving story = ClickInterleaving.of(seed);
      assertThat(story.offersAfterTheClick())
          .as("offers sent after the click, seed %d", seed)
          .isEmpty();
      assertThat(story.fixture.hasUnsubscribed()).as("seed %d", seed).isTrue();
      alerts += (int) story.sent().stream().filter(id -> id.value().startsWith("alerts")).count();
    }
    assertThat(alerts).as("sends of the other topic").isGreaterThan(INTERLEAVINGS);
  }

  @Test
  @DisplayName("that is the condition's doing: without it, sends pass")
  void sendsCommitWithoutTheCondition() {
    long passed = 0;
    for (long seed = 0; seed < INTERLEAVINGS; seed++) {
      passed += ClickInterleaving.withoutTheCondition(seed).offersAfterTheClick().isEmpty() ? 0 : 1;
    }
    assertThat(passed).isPositive();
  }

  @Test
  @DisplayName(
      "and makes the standing due, so that the next visit drops what waits, with its reason")
  void deferredSendsAreDropped() {
    PreferencesFixture mailing = new PreferencesFixture();
    Instant later = NOW.plus(Duration.ofDays(5));
    CampaignId campaign = new CampaignId("offers-1");
    DeferredSend wait = new DeferredSend(campaign, OFFERS, later);
    mailing.addActiveCampaign(campaign);
    mailing.subscribers.commit(
        mailing.state().with(List.of(), List.of(wait), List.of(), Optional.of(later)));

    mailing.click(mailing.unsubscribeLink());

    assertThat(mailing.state().deferredSends()).containsExactly(wait);
    assertThat(mailing.state().dueAt()).contains(NOW);
    assertThat(mailing.shards.statuses()).singleElement().matches(ShardStatus::revisitRequested);
    SubscriberProcessor visitor =
        new SubscriberProcessor(mailing.subscribers, (_, _, _) -> ACCEPTED_MESSAGE);
    SubscriberDecision visit =
        visitor.decide(
            new PlanningInput(
                mailing.subscribers.find(ANNA).orElseThrow().subscriber(),
                mailing.state(),
                TWO_A_DAY,
                NOW),
            new Candidates(List.of(candidate(campaign)), Map.of(), Set.of()));
    assertThat(visit.after().deferredSends()).isEmpty();
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
  void deferredSendsOfOtherTopicsStay() {
    PreferencesFixture mailing = new PreferencesFixture();
    Instant later = NOW.plus(Duration.ofDays(5));
    DeferredSend wait = new DeferredSend(new CampaignId("alerts-1"), ALERTS.id(), later);
    mailing.subscribers.commit(
        mailing.state().with(List.of(), List.of(wait), List.of(), Optional.of(later)));

    mailing.click(mailing.unsubscribeLink());

    assertThat(mailing.state().deferredSends()).containsExactly(wait);
    assertThat(mailing.state().dueAt()).contains(later);
    assertThat(mailing.shards.statuses()).isEmpty();
  }

  private static Candidate candidate(CampaignId id) {
    Topic topic = id.value().startsWith("offers") ? PreferencesFixture.topic("Offers") : ALERTS;
    Instant expiry = NOW.plus(Duration.ofDays(90));
    return new Candidate(id, topic, Priority.NORMAL, NOW, expiry, WhenCapped.WAIT);
  }
}
