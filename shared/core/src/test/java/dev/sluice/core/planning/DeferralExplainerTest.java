package dev.sluice.core.planning;

import static dev.sluice.core.planning.PlannerFixture.NEWS;
import static dev.sluice.core.planning.PlannerFixture.NOW;
import static dev.sluice.core.planning.PlannerFixture.OFFERS;
import static dev.sluice.core.planning.PlannerFixture.at;
import static dev.sluice.core.planning.PlannerFixture.candidate;
import static dev.sluice.core.planning.PlannerFixture.cap;
import static dev.sluice.core.planning.PlannerFixture.rolling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.consent.Consents;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.planning.WaitReason.CadenceHolds;
import dev.sluice.core.planning.WaitReason.CapReached;
import dev.sluice.core.planning.WaitReason.QuietNow;
import dev.sluice.core.planning.WaitReason.SubscriberPaused;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SendRecord.Confirmation;
import dev.sluice.core.state.SubscriberState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("Why a send waits")
class DeferralExplainerTest {

  private static final long SEED = 20_261_126;
  private static final int CASES = 20_000;

  private final PlannerFixture mari = new PlannerFixture();

  @Test
  @Tag("oracle")
  @DisplayName(
      "is told for whatever the planner lets wait, if nothing that is announced keeps a slot")
  void explainsEveryDeferralOfPlansWithoutAnnouncements() {
    long told =
        LongStream.range(SEED, SEED + CASES)
            .mapToObj(CaseGenerator::of)
            .filter(input -> input.plan().slots().isEmpty())
            .mapToLong(DeferralExplainerTest::assertExplained)
            .sum();
    assertThat(told).isGreaterThan(CASES / 4);
  }

  @Test
  @DisplayName("is the cadence, a cap, quiet hours, or the person's own pause")
  void explainsByCadenceCapQuietHoursOrPause() {
    mari.sent(OFFERS, "2026-11-23T10:00");
    mari.consents(choosing(Cadence.WEEKLY));
    assertThat(reasons("2026-11-30T00:00")).satisfiesExactly(a(CadenceHolds.class));

    mari.consents(Consents.INITIAL).capped(cap("daily", 1, rolling("P1D")));
    assertThat(reasons("2026-11-24T10:00")).satisfiesExactly(a(CapReached.class));

    mari.now(at("2026-11-25T22:00")).quiet("21:00", "08:00");
    assertThat(reasons("2026-11-26T08:00")).satisfiesExactly(a(QuietNow.class));

    mari.consents(pausedUntil(at("2026-12-24T09:00")));
    assertThat(reasons("2026-12-24T09:00")).satisfiesExactly(a(SubscriberPaused.class));
  }

  @Test
  @DisplayName("is the cap and the night after it, not the nights before")
  void namesCapAndFollowingQuietHoursOnly() {
    mari.now(at("2026-11-23T22:00")).quiet("21:00", "08:00");
    mari.sent(OFFERS, "2026-11-22T23:00").capped(cap("weekly", 1, rolling("P7D")));

    assertThat(reasons("2026-11-30T08:00"))
        .satisfiesExactly(a(CapReached.class), a(QuietNow.class));
  }

  @Test
  @DisplayName("counts what else waits, heavier or lighter")
  void countsOtherDeferredSends() {
    mari.capped(cap("daily", 1, rolling("P1D")));
    DeferredSend tomorrow = wait("heavier", at("2026-11-24T12:00"));

    assertThat(reasons("2026-11-25T12:00", tomorrow, wait("lighter", NOW)))
        .satisfiesExactly(a(CapReached.class));
  }

  @Test
  @DisplayName("is empty where the search does not end at the stored instant")
  void explainsNothingWhenInstantsDiffer() {
    mari.sent(OFFERS, "2026-11-23T10:00").capped(cap("daily", 1, rolling("P1D")));

    assertThat(reasons("2026-11-24T09:59")).isEmpty();
    assertThat(reasons("2026-11-24T10:01")).isEmpty();
    assertThat(reasons("2026-11-23T11:00")).isEmpty();
  }

  private List<WaitReason> reasons(String until, DeferredSend... others) {
    DeferredSend wait = wait("sale", at(until));
    List<DeferredSend> waiting = new ArrayList<>(List.of(others));
    waiting.add(wait);
    return new DeferralExplainer(mari.planningInput(waiting))
        .reasonsFor(wait, PlannerFixture.topic(OFFERS));
  }

  /** Returns how many sends wait in a plan. */
  private static long assertExplained(PlannerCase input) {
    Plan plan = input.plan();
    PlanningInput after = after(input.input(), plan);
    List<Plan.Entry> waits =
        plan.decisions().stream()
            .filter(entry -> entry.decision() instanceof Decision.Wait)
            .toList();
    assertThat(waits)
        .as(input::describe)
        .allSatisfy(entry ->
            assertThat(
                    new DeferralExplainer(after)
                        .reasonsFor(
                            after.state().findDeferred(entry.candidate().campaign()).orElseThrow(),
                            entry.candidate().topic()))
                .isNotEmpty());
    return waits.size();
  }

  /** The situation as a visit leaves it behind. */
  private static PlanningInput after(PlanningInput before, Plan plan) {
    List<SendRecord> history = new ArrayList<>(before.state().history());
    List<DeferredSend> waiting = new ArrayList<>();
    for (Plan.Entry entry : plan.decisions()) {
      Candidate candidate = entry.candidate();
      switch (entry.decision()) {
        case Decision.Send _ ->
            history.add(
                new SendRecord(
                    plan.at(),
                    candidate.topic().id(),
                    SendKey.of(candidate.campaign()),
                    Confirmation.SENT));
        case Decision.Wait(Instant until, var _) ->
            waiting.add(new DeferredSend(candidate.campaign(), candidate.topic().id(), until));
        case Decision.Drop _ -> {}
      }
    }
    SubscriberState standing = before.state().with(history, waiting, List.of(), Optional.empty());
    return new PlanningInput(before.subscriber(), standing, before.policy(), before.now());
  }

  private static DeferredSend wait(String campaign, Instant until) {
    return new DeferredSend(candidate(campaign, NEWS).campaign(), OFFERS, until);
  }

  private static Consents choosing(Cadence cadence) {
    return new Consents(
        Map.of(OFFERS, new TopicChoice(Subscription.SUBSCRIBED, cadence)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Consents pausedUntil(Instant until) {
    return new Consents(Map.of(), Optional.empty(), Optional.of(until), Optional.empty());
  }

  private static ThrowingConsumer<WaitReason> a(Class<? extends WaitReason> kind) {
    return reason -> assertThat(reason).isInstanceOf(kind);
  }
}
