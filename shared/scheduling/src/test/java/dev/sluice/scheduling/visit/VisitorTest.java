package dev.sluice.scheduling.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.Criterion;
import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.LifecycleStage;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.Priority;
import dev.sluice.scheduling.campaign.WhenCapped;
import dev.sluice.scheduling.memory.MemorySubscribers;
import dev.sluice.scheduling.plan.Candidate;
import dev.sluice.scheduling.plan.Situation;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.FrequencyCap;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.policy.Window;
import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.DropCode;
import dev.sluice.scheduling.standing.DropRecord;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.SendRecord.Confirmation;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A visit")
final class VisitorTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final SubscriberId ANNA = new SubscriberId("anna");
  private static final Topic OFFERS =
      new Topic(
          new TopicId("offers"), "Offers", "Sales", Topic.Joining.OPT_OUT, Cadence.AS_IT_COMES);
  private static final SendPolicy ONE_A_DAY =
      new SendPolicy(
          7,
          List.of(
              new FrequencyCap(
                  "daily",
                  1,
                  new Window.Rolling(Duration.ofDays(1)),
                  Optional.empty(),
                  new Criterion.Everyone())),
          Optional.empty(),
          ZoneOffset.UTC,
          Duration.ZERO);

  private final MemorySubscribers store = new MemorySubscribers();
  private final List<CampaignId> posted = new ArrayList<>();
  private SendOutcome outcome = new SendOutcome.Accepted("m");
  private final Visitor visitor =
      new Visitor(
          store,
          (_, campaign, _) ->
              () -> {
                posted.add(campaign);
                return outcome;
              });

  @BeforeEach
  void addAnna() {
    store.put(
        new Subscriber(
            ANNA,
            new EmailAddress("anna@example.com"),
            Optional.empty(),
            Optional.empty(),
            LifecycleStage.ACTIVE,
            Map.of()));
  }

  @Test
  @DisplayName("commits the send before the message leaves")
  void commitFirst() {
    Visit visit = prepare(NOW, "spring");
    assertThat(posted).isEmpty();

    visitor.commit(visit);

    assertThat(posted).containsExactly(new CampaignId("spring"));
    assertThat(standing().history()).extracting(SendRecord::at).containsExactly(NOW);
    assertThat(standing().version()).isEqualTo(1);
  }

  @Test
  @DisplayName("sends nothing if somebody else wrote first")
  void lost() {
    Visit visit = prepare(NOW, "spring");
    visitor.commit(prepare(NOW, "summer"));
    posted.clear();

    assertThat(visitor.commit(visit)).isEmpty();

    assertThat(posted).isEmpty();
    assertThat(standing().history()).hasSize(1);
  }

  @Test
  @DisplayName("names the policy revision that decided")
  void revision() {
    assertThat(prepare(NOW, "spring").plan().policyRevision()).isEqualTo(7);
  }

  @Test
  @DisplayName("records a drop only if the send had waited")
  void drop() {
    visitor.commit(prepare(NOW, "a-first", "b-second"));
    assertThat(standing().waiting()).hasSize(1);
    optOut();

    visitor.commit(prepare(NOW.plus(Duration.ofDays(1)), "b-second", "c-third"));

    assertThat(standing().drops())
        .extracting(DropRecord::code)
        .containsExactly(DropCode.NOT_SUBSCRIBED);
    assertThat(standing().dueAt()).isEmpty();
  }

  @Test
  @DisplayName("forgets sends older than every window, only when it writes anyway")
  void forgets() {
    visitor.commit(prepare(NOW, "spring"));
    Instant later = NOW.plus(Duration.ofDays(94));
    assertThat(prepare(later).isIdle()).isTrue();

    visitor.commit(prepare(later, "summer"));

    assertThat(standing().history()).extracting(SendRecord::at).containsExactly(later);
  }

  @Test
  @DisplayName("marks a send whose answer was lost, and keeps its slot")
  void unknown() {
    outcome = new SendOutcome.Unknown("timeout");

    visitor.commit(prepare(NOW, "spring"));

    assertThat(standing().history())
        .extracting(SendRecord::confirmation)
        .containsExactly(Confirmation.UNCONFIRMED);
  }

  @Test
  @DisplayName("waits an hour after the daily quota, and gives the slot back")
  void dailyQuota() {
    outcome = new SendOutcome.Throttled(SendOutcome.Limit.DAILY);

    Visited visited = visitor.commit(prepare(NOW, "spring")).orElseThrow();

    assertThat(visited.sendingHeld()).isTrue();
    assertThat(standing().history()).isEmpty();
    assertThat(standing().dueAt()).contains(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  @DisplayName("drops a send that cannot wait for the quota because its campaign expires")
  void expires() {
    outcome = new SendOutcome.Throttled(SendOutcome.Limit.DAILY);
    Candidate brief = candidate("brief", NOW.plus(Duration.ofMinutes(30)));

    visitor.commit(visitor.prepare(situation(NOW), offers(List.of(brief))));

    assertThat(standing().drops()).extracting(DropRecord::code).containsExactly(DropCode.EXPIRED);
  }

  @Test
  @DisplayName("never commits a send after an opt-out committed, in any interleaving")
  void fence() {
    int sent = 0;
    int refused = 0;
    for (long seed = 0; seed < 1_000; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      store.commit(standing().with(Consents.UNSPOKEN));
      posted.clear();
      boolean optedOut = false;
      Instant at = NOW.plus(Duration.ofDays(2 * seed));
      Visit prepared = prepare(at, "c" + seed);
      for (int step = 0; step < 4; step++) {
        switch (random.nextInt(3)) {
          case 0 -> {
            optOut();
            optedOut = true;
          }
          case 1 -> prepared = prepare(at, "c" + seed + "-" + step);
          default -> {
            int before = posted.size();
            visitor.commit(prepared);
            int now = posted.size() - before;
            assertThat(now).as("seed %d", seed).isLessThanOrEqualTo(optedOut ? 0 : 1);
            sent += now;
            refused += optedOut ? 1 : 0;
          }
        }
      }
    }
    assertThat(sent).as("sends before an opt-out").isGreaterThan(500);
    assertThat(refused).as("commits after one").isGreaterThan(500);
  }

  private Visit prepare(Instant at, String... campaigns) {
    List<Candidate> candidates = new ArrayList<>();
    for (String campaign : campaigns) {
      candidates.add(candidate(campaign, at.plus(Duration.ofDays(5))));
    }
    return visitor.prepare(situation(at), offers(candidates));
  }

  private Situation situation(Instant at) {
    SubscriberRecord record = store.read(ANNA).orElseThrow();
    return new Situation(record.subscriber(), record.standing(), ONE_A_DAY, at);
  }

  private static Offers offers(List<Candidate> candidates) {
    return new Offers(candidates, Map.of(), Set.of());
  }

  private static Candidate candidate(String campaign, Instant expiry) {
    return new Candidate(
        new CampaignId(campaign), OFFERS, Priority.NORMAL, NOW, expiry, WhenCapped.WAIT);
  }

  private void optOut() {
    Standing standing = standing();
    store.commit(
        standing.with(
            standing
                .consents()
                .with(
                    OFFERS.id(), new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.AS_IT_COMES))));
  }

  private Standing standing() {
    return store.read(ANNA).orElseThrow().standing();
  }
}
