package dev.sluice.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.campaign.Priority;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.consent.Consents;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.memory.InMemorySubscribers;
import dev.sluice.core.planning.Candidate;
import dev.sluice.core.planning.PlanningInput;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.FrequencyCap;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.Window;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.state.DropRecord;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SendRecord.Confirmation;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
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

@DisplayName("A subscriber's decision")
final class SubscriberProcessorTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final SubscriberId ANNA = new SubscriberId("anna");
  private static final Topic OFFERS =
      new Topic(
          new TopicId("offers"), "Offers", "Sales", Topic.OptInMode.OPT_OUT, Cadence.AS_IT_COMES);
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

  private final InMemorySubscribers store = new InMemorySubscribers();
  private final List<CampaignId> posted = new ArrayList<>();
  private SendOutcome outcome = new SendOutcome.Accepted("m");
  private final SubscriberProcessor processor =
      new SubscriberProcessor(
          store,
          (_, campaign, _) ->
              () -> {
                posted.add(campaign);
                return outcome;
              });

  @BeforeEach
  void addAnna() {
    store.save(
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
  void commitsBeforeSending() {
    SubscriberDecision decision = decide(NOW, "spring");
    assertThat(posted).isEmpty();

    processor.commit(decision, () -> true);

    assertThat(posted).containsExactly(new CampaignId("spring"));
    assertThat(state().history()).extracting(SendRecord::at).containsExactly(NOW);
    assertThat(state().version()).isEqualTo(1);
  }

  @Test
  @DisplayName("sends nothing if another writer was first")
  void sendsNothingAfterConflict() {
    SubscriberDecision decision = decide(NOW, "spring");
    processor.commit(decide(NOW, "summer"), () -> true);
    posted.clear();

    assertThat(processor.commit(decision, () -> true)).isEmpty();

    assertThat(posted).isEmpty();
    assertThat(state().history()).hasSize(1);
  }

  @Test
  @DisplayName("names the policy revision that decided")
  void recordsPolicyRevision() {
    assertThat(decide(NOW, "spring").plan().policyRevision()).isEqualTo(7);
  }

  @Test
  @DisplayName("records a drop only if the send had waited")
  void recordsDropsOnlyOfDeferredSends() {
    processor.commit(decide(NOW, "a-first", "b-second"), () -> true);
    assertThat(state().deferredSends()).hasSize(1);
    optOut();

    processor.commit(decide(NOW.plus(Duration.ofDays(1)), "b-second", "c-third"), () -> true);

    assertThat(state().drops())
        .extracting(DropRecord::code)
        .containsExactly(DropCode.NOT_SUBSCRIBED);
    assertThat(state().dueAt()).isEmpty();
  }

  @Test
  @DisplayName("forgets sends older than every window, only when it writes anyway")
  void prunesOldSendsOnlyWithOtherWrites() {
    processor.commit(decide(NOW, "spring"), () -> true);
    Instant later = NOW.plus(Duration.ofDays(94));
    assertThat(decide(later).changesNothing()).isTrue();

    processor.commit(decide(later, "summer"), () -> true);

    assertThat(state().history()).extracting(SendRecord::at).containsExactly(later);
  }

  @Test
  @DisplayName("marks a send whose answer was lost, and keeps its slot")
  void keepsSlotOfUnknownOutcome() {
    outcome = new SendOutcome.Unknown("timeout");

    processor.commit(decide(NOW, "spring"), () -> true);

    assertThat(state().history())
        .extracting(SendRecord::confirmation)
        .containsExactly(Confirmation.UNCONFIRMED);
  }

  @Test
  @DisplayName("waits an hour after the daily quota, and gives the slot back")
  void returnsSlotAndDefersAfterDailyQuota() {
    outcome = new SendOutcome.Throttled(SendOutcome.Limit.DAILY);

    SubscriberDecision.Committed committed =
        processor.commit(decide(NOW, "spring"), () -> true).orElseThrow();

    assertThat(committed.sendingStopped()).isTrue();
    assertThat(state().history()).isEmpty();
    assertThat(state().dueAt()).contains(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  @DisplayName("drops a send that cannot wait for the quota because its campaign expires")
  void dropsThrottledSendThatWouldExpire() {
    outcome = new SendOutcome.Throttled(SendOutcome.Limit.DAILY);
    Candidate brief = candidate("brief", NOW.plus(Duration.ofMinutes(30)));

    processor.commit(processor.decide(planningInput(NOW), candidates(List.of(brief))), () -> true);

    assertThat(state().drops()).extracting(DropRecord::code).containsExactly(DropCode.EXPIRED);
  }

  @Test
  @DisplayName("never commits a send after an opt-out committed, in any interleaving")
  void neverCommitsSendAfterOptOut() {
    int sent = 0;
    int refused = 0;
    for (long seed = 0; seed < 1_000; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      store.commit(state().with(Consents.INITIAL));
      posted.clear();
      boolean optedOut = false;
      Instant at = NOW.plus(Duration.ofDays(2 * seed));
      SubscriberDecision prepared = decide(at, "c" + seed);
      for (int step = 0; step < 4; step++) {
        switch (random.nextInt(3)) {
          case 0 -> {
            optOut();
            optedOut = true;
          }
          case 1 -> prepared = decide(at, "c" + seed + "-" + step);
          default -> {
            int before = posted.size();
            processor.commit(prepared, () -> true);
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

  private SubscriberDecision decide(Instant at, String... campaigns) {
    List<Candidate> candidates = new ArrayList<>();
    for (String campaign : campaigns) {
      candidates.add(candidate(campaign, at.plus(Duration.ofDays(5))));
    }
    return processor.decide(planningInput(at), candidates(candidates));
  }

  private PlanningInput planningInput(Instant at) {
    SubscriberRecord record = store.find(ANNA).orElseThrow();
    return new PlanningInput(record.subscriber(), record.state(), ONE_A_DAY, at);
  }

  private static Candidates candidates(List<Candidate> candidates) {
    return new Candidates(candidates, Map.of(), Set.of());
  }

  private static Candidate candidate(String campaign, Instant expiry) {
    return new Candidate(
        new CampaignId(campaign), OFFERS, Priority.NORMAL, NOW, expiry, WhenCapped.WAIT);
  }

  private void optOut() {
    SubscriberState standing = state();
    store.commit(
        standing.with(
            standing
                .consents()
                .withChoice(
                    OFFERS.id(), new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.AS_IT_COMES))));
  }

  private SubscriberState state() {
    return store.find(ANNA).orElseThrow().state();
  }
}
