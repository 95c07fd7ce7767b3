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
import dev.sluice.scheduling.delivery.ShardGlance;
import dev.sluice.scheduling.plan.Candidate;
import dev.sluice.scheduling.plan.Situation;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.DropCode;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.standing.Standing;
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

  /** One interleaving: visits of Anna in every stage, and a click that may land between any. */
  private static final class Story {

    private final Mailing mailing = new Mailing();
    private final RandomGenerator random;
    private final List<CampaignId> posted = new ArrayList<>();
    private final List<Visit> inFlight = new ArrayList<>();
    private final Visitor visitor;
    private final StandingStore store;
    private int campaigns;

    Story(long seed, boolean fenced) {
      random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      store = fenced ? mailing.subscribers : new Unconditional(mailing.subscribers);
      visitor =
          new Visitor(
              store,
              (_, campaign, _) ->
                  () -> {
                    posted.add(campaign);
                    return outcome();
                  });
      mailing.choose(new TopicChoice(Subscription.SUBSCRIBED, Cadence.AS_IT_COMES));
    }

    private SendOutcome outcome() {
      return switch (random.nextInt(4)) {
        case 0 -> new SendOutcome.Unknown("timeout");
        case 1 -> new SendOutcome.Throttled(SendOutcome.Limit.RATE);
        default -> new SendOutcome.Accepted("m");
      };
    }

    /** Returns the offers that left after the click was answered. */
    List<CampaignId> play() {
      int clickAt = random.nextInt(2, 14);
      for (int step = 0; step < clickAt; step++) {
        step();
      }
      assertThat(mailing.click(mailing.link()).status()).isEqualTo(200);
      int before = posted.size();
      for (int step = 0; step < 12; step++) {
        step();
      }
      return posted.subList(before, posted.size()).stream()
          .filter(id -> id.value().startsWith(OFFERS.value()))
          .toList();
    }

    private void step() {
      switch (random.nextInt(5)) {
        case 0, 1 -> inFlight.add(prepare());
        case 2 -> mailing.pass(Duration.ofHours(random.nextInt(1, 30)));
        default -> {
          if (!inFlight.isEmpty()) {
            visitor.commit(inFlight.remove(random.nextInt(inFlight.size())));
          }
        }
      }
    }

    private Visit prepare() {
      SubscriberRecord record = store.read(ANNA).orElseThrow();
      List<Candidate> candidates =
          Stream.concat(
                  record.standing().waiting().stream().map(WaitingSend::campaign),
                  Stream.of(campaign(Mailing.topic("Offers")), campaign(ALERTS)))
              .map(this::candidate)
              .toList();
      return visitor.prepare(
          new Situation(record.subscriber(), record.standing(), TWO_A_DAY, mailing.clock.instant()),
          new Offers(candidates, Map.of(), Set.of()));
    }

    private CampaignId campaign(Topic topic) {
      return new CampaignId(topic.id().value() + "-" + campaigns++);
    }

    private Candidate candidate(CampaignId id) {
      Topic topic = id.value().startsWith("offers") ? Mailing.topic("Offers") : ALERTS;
      Instant expiry = NOW.plus(Duration.ofDays(90));
      return new Candidate(id, topic, Priority.NORMAL, NOW, expiry, WhenCapped.WAIT);
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
      Standing known = read(changed.subscriber()).orElseThrow().standing();
      return store.commit(
          new Standing(
              changed.subscriber(),
              known.version(),
              changed.consents(),
              changed.history(),
              changed.waiting(),
              changed.drops(),
              changed.dueAt()));
    }
  }

  @Test
  @DisplayName("that no send of the topic passes, in a thousand interleavings with visits")
  void noSendPasses() {
    int alerts = 0;
    for (long seed = 0; seed < INTERLEAVINGS; seed++) {
      Story story = new Story(seed, true);
      assertThat(story.play()).as("offers sent after the click, seed %d", seed).isEmpty();
      assertThat(story.mailing.hasLeft()).as("seed %d", seed).isTrue();
      alerts += (int) story.posted.stream().filter(id -> id.value().startsWith("alerts")).count();
    }
    assertThat(alerts).as("sends of the other topic").isGreaterThan(INTERLEAVINGS);
  }

  @Test
  @DisplayName("that is the condition's doing: without it, sends pass")
  void theConditionIsWhatHolds() {
    long passed = 0;
    for (long seed = 0; seed < INTERLEAVINGS; seed++) {
      passed += new Story(seed, false).play().isEmpty() ? 0 : 1;
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
    Story story = new Story(1, true);
    Visit visit =
        story.visitor.prepare(
            new Situation(
                mailing.subscribers.read(ANNA).orElseThrow().subscriber(),
                mailing.standing(),
                TWO_A_DAY,
                NOW),
            new Offers(List.of(story.candidate(campaign)), Map.of(), Set.of()));
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
}
