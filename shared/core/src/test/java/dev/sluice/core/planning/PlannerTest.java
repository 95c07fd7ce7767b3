package dev.sluice.core.planning;

import static dev.sluice.core.planning.PlannerFixture.EXPIRY;
import static dev.sluice.core.planning.PlannerFixture.NEWS;
import static dev.sluice.core.planning.PlannerFixture.NOW;
import static dev.sluice.core.planning.PlannerFixture.OFFERS;
import static dev.sluice.core.planning.PlannerFixture.START;
import static dev.sluice.core.planning.PlannerFixture.at;
import static dev.sluice.core.planning.PlannerFixture.candidate;
import static dev.sluice.core.planning.PlannerFixture.cap;
import static dev.sluice.core.planning.PlannerFixture.dropping;
import static dev.sluice.core.planning.PlannerFixture.lasting;
import static dev.sluice.core.planning.PlannerFixture.rolling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.Consents;
import dev.sluice.core.planning.WaitReason.CadenceHolds;
import dev.sluice.core.planning.WaitReason.CapReached;
import dev.sluice.core.planning.WaitReason.QuietNow;
import dev.sluice.core.planning.WaitReason.SubscriberPaused;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.QuietHours;
import dev.sluice.core.policy.Window;
import dev.sluice.core.policy.Window.Calendar;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The planner")
class PlannerTest {
  private static final Window WEEK = rolling("P7D");
  private static final Window DAY = new Calendar(Calendar.Unit.DAY);
  private static final Candidate SALE = candidate("sale", OFFERS);
  private static final CampaignId HEAVY = new CampaignId("heavy");

  private final PlannerFixture mari = new PlannerFixture();

  @Nested
  @DisplayName("sends")
  class Sends {
    @Test
    @DisplayName("what nothing holds back")
    void whatNothingBlocks() {
      assertThat(mari.decide(SALE)).isEqualTo(new Decision.Send(List.of()));
    }

    @Test
    @DisplayName("what fits every cap, and reports how full each one is then")
    void whatFitsEveryCapWithItsUsage() {
      mari.capped(cap("weekly", 3, WEEK)).capped(cap("daily", 1, DAY));
      mari.sent(OFFERS, "2026-11-17T12:00").sent(NEWS, "2026-11-20T12:00");
      assertThat(mari.decide(SALE))
          .isEqualTo(
              new Decision.Send(
                  List.of(new CapUsage("weekly", 3, 3, WEEK), new CapUsage("daily", 1, 1, DAY))));
    }

    @Test
    @DisplayName("again from exactly the window's length after the send that filled it")
    void exactlyOneWindowAfterTheSendThatFilledIt() {
      mari.capped(cap("weekly", 1, WEEK)).sent(OFFERS, "2026-11-16T12:00");
      assertThat(mari.decide(SALE)).isInstanceOf(Decision.Send.class);
      assertThat(mari.now(NOW.minusNanos(1)).decide(SALE)).isInstanceOf(Decision.Wait.class);
    }

    @Test
    @DisplayName("the heaviest, however candidates are given, and with the policy's revision")
    void heaviestFirstInAnyInputOrder() {
      Candidate heavy = candidate("heavy", NEWS, 9);
      Plan plan = mari.capped(cap("daily", 1, DAY)).plan(SALE, heavy);
      assertThat(plan.sends()).containsExactly(heavy);
      assertThat(plan.decisions())
          .extracting(entry -> entry.candidate().campaign().value())
          .containsExactly("heavy", "sale");
      assertThat(plan.policyRevision()).isEqualTo(7);
      assertThat(plan.at()).isEqualTo(NOW);
      assertThat(plan.decisionFor(HEAVY)).containsInstanceOf(Decision.Send.class);
      assertThat(plan.decisionFor(new CampaignId("unknown"))).isEmpty();
    }

    @Test
    @DisplayName("among equals what started first, then expires first, then is named first")
    void equalPrioritiesByStartExpiryAndId() {
      Candidate earlier = lasting(candidate("z", OFFERS), START.minusNanos(1), EXPIRY);
      Candidate shorter = lasting(candidate("y", OFFERS), START, EXPIRY.minusNanos(1));
      Candidate named = candidate("a", OFFERS);
      Candidate last = candidate("b", OFFERS);
      assertThat(mari.plan(last, named, shorter, earlier).sends())
          .containsExactly(earlier, shorter, named, last);
    }
  }

  @Nested
  @DisplayName("lets wait")
  class Waits {
    @Test
    @DisplayName("what a rolling cap holds, until the first of the full window's sends leaves it")
    void untilFirstSendLeavesFullRollingWindow() {
      mari.capped(cap("weekly", 2, WEEK));
      mari.sent(OFFERS, "2026-11-18T10:00").sent(NEWS, "2026-11-20T10:00");
      assertThat(mari.decide(SALE))
          .isEqualTo(waits("2026-11-25T10:00", new CapReached("weekly", 2, WEEK, 2, List.of())));
    }

    @Test
    @DisplayName("what a calendar cap holds, until the next day of the subscriber begins")
    void untilNextLocalDayForFullCalendarWindow() {
      mari.capped(cap("daily", 1, DAY)).sent(NEWS, "2026-11-23T00:00");
      assertThat(mari.decide(SALE))
          .isEqualTo(waits("2026-11-24T00:00", new CapReached("daily", 1, DAY, 1, List.of())));
    }

    @Test
    @DisplayName("what history exceeds after a limit was lowered, and makes nothing worse")
    void whenHistoryExceedsLoweredLimit() {
      mari.capped(cap("daily", 1, DAY));
      mari.sent(NEWS, "2026-11-23T09:00").sent(NEWS, "2026-11-23T10:00");
      assertThat(mari.decide(SALE))
          .isEqualTo(waits("2026-11-24T00:00", new CapReached("daily", 1, DAY, 2, List.of())));
    }

    @Test
    @DisplayName("the lighter one, in favour of the heavier one that goes out")
    void inFavourOfHeavierCandidate() {
      Plan plan = mari.capped(cap("daily", 1, DAY)).plan(SALE, candidate("heavy", NEWS, 9));
      assertThat(plan.decisionFor(SALE.campaign()))
          .contains(waits("2026-11-24T00:00", new CapReached("daily", 1, DAY, 1, List.of(HEAVY))));
    }

    @Test
    @DisplayName("what the subscriber wants weekly until the same weekday begins")
    void untilSameWeekdayForWeeklyCadence() {
      mari.consents(Consents.INITIAL.withCadence(OFFERS, Cadence.WEEKLY));
      mari.sent(OFFERS, "2026-11-18T10:00").sent(NEWS, "2026-11-23T10:00");
      assertThat(mari.decide(SALE))
          .isEqualTo(
              waits(
                  "2026-11-25T00:00",
                  new CadenceHolds(OFFERS, Cadence.WEEKLY, at("2026-11-18T10:00"), List.of())));
    }

    @Test
    @DisplayName("what comes in quiet hours until they end")
    void untilQuietHoursEnd() {
      mari.now(at("2026-11-23T22:00")).quiet("21:00", "08:00");
      QuietHours night = new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0));
      assertThat(mari.decide(SALE))
          .isEqualTo(waits("2026-11-24T08:00", new QuietNow(night, PlannerFixture.TALLINN)));
    }

    @Test
    @DisplayName("everything while the subscriber pauses")
    void untilPauseEnds() {
      Instant until = at("2026-12-01T00:00");
      mari.consents(new Consents(Map.of(), Optional.empty(), Optional.of(until), Optional.empty()));
      assertThat(mari.decide(SALE))
          .isEqualTo(waits("2026-12-01T00:00", new SubscriberPaused(until)));
      assertThat(mari.now(until).decide(SALE)).isInstanceOf(Decision.Send.class);
    }

    @Test
    @DisplayName("until every rule allows it at once, for the reason that held it last")
    void untilEveryRuleAllowsForTheLastReason() {
      mari.capped(cap("daily", 1, DAY)).quiet("21:00", "08:00").sent(NEWS, "2026-11-23T10:00");
      QuietHours night = new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0));
      assertThat(mari.decide(SALE))
          .isEqualTo(waits("2026-11-24T08:00", new QuietNow(night, PlannerFixture.TALLINN)));
    }
  }

  @Nested
  @DisplayName("keeps the slot of an announced campaign")
  class Slots {
    private final Candidate announced =
        lasting(candidate("heavy", NEWS, 9), at("2026-11-24T10:00"), EXPIRY);

    @Test
    @DisplayName("against a lighter one that would fill its window")
    void againstLighterCandidateThatWouldFillTheWindow() {
      Plan plan = mari.capped(cap("three-days", 1, rolling("P3D"))).plan(SALE, announced);
      assertThat(plan.slots()).isEqualTo(Map.of(HEAVY, at("2026-11-24T10:00")));
      assertThat(plan.decisionFor(SALE.campaign()))
          .contains(
              waits(
                  "2026-11-27T10:00",
                  new CapReached("three-days", 1, rolling("P3D"), 1, List.of(HEAVY))));
    }

    @Test
    @DisplayName("and lets a lighter one go where both fit")
    void whileLighterCandidateFitsBeside() {
      Plan plan = mari.capped(cap("three-days", 2, rolling("P3D"))).plan(SALE, announced);
      assertThat(plan.sends()).containsExactly(SALE);
      assertThat(plan.slots()).containsKey(HEAVY);
    }

    @Test
    @DisplayName("where it fits best after its start, not only at the start")
    void atFirstFittingInstantAfterStart() {
      mari.quiet("09:00", "11:00");
      assertThat(mari.plan(announced).slots()).isEqualTo(Map.of(HEAVY, at("2026-11-24T11:00")));
    }

    @Test
    @DisplayName("of the same topic by cadence, before it and after it")
    void byCadenceBeforeAndAfter() {
      mari.consents(Consents.INITIAL.withCadence(NEWS, Cadence.WEEKLY));
      Candidate light = candidate("light", NEWS);
      assertThat(mari.plan(light, announced).decisionFor(light.campaign()))
          .contains(
              waits(
                  "2026-12-01T00:00",
                  new CadenceHolds(NEWS, Cadence.WEEKLY, at("2026-11-24T10:00"), List.of(HEAVY))));
    }

    @Test
    @DisplayName("not against heavier ones, and not if it will never be sent")
    void neitherAgainstHeavierNorForUnsendable() {
      mari.capped(cap("three-days", 1, rolling("P3D")));
      Candidate heavier = candidate("heavier", OFFERS, 9);
      assertThat(mari.plan(announced, heavier).sends()).containsExactly(heavier);

      Instant tooSoon = at("2026-11-24T10:30");
      Candidate missed = lasting(announced, announced.start(), tooSoon);
      Plan plan = mari.sent(NEWS, "2026-11-22T12:00").now(NOW).plan(missed);
      assertThat(plan.slots()).isEmpty();
    }
  }

  @Nested
  @DisplayName("drops")
  class Drops {
    @Test
    @DisplayName("what frequency holds if the campaign does not wait")
    void cappedCandidateThatDoesNotWait() {
      mari.capped(cap("daily", 1, DAY)).sent(NEWS, "2026-11-23T10:00");
      assertThat(mari.decide(dropping(SALE)))
          .isEqualTo(
              drops(
                  new DropReason.Capped(
                      at("2026-11-24T00:00"), new CapReached("daily", 1, DAY, 1, List.of()))));
    }

    @Test
    @DisplayName("nothing because of quiet hours: those only delay it")
    void nothingForQuietHours() {
      mari.now(at("2026-11-23T22:00")).quiet("21:00", "08:00");
      assertThat(mari.decide(dropping(SALE))).isInstanceOf(Decision.Wait.class);
    }

    @Test
    @DisplayName("nothing because of a cap that is full only while it is quiet")
    void nothingForCapFullOnlyDuringQuietHours() {
      mari.capped(cap("daily", 1, DAY)).sent(NEWS, "2026-11-23T10:00");
      mari.now(at("2026-11-23T22:00")).quiet("21:00", "08:00");
      assertThat(mari.decide(dropping(SALE))).isInstanceOf(Decision.Wait.class);
    }

    @Test
    @DisplayName("what fits only after its campaign has expired, and reports what held it")
    void whatFitsOnlyAfterExpiryWithReason() {
      mari.capped(cap("weekly", 1, WEEK)).sent(NEWS, "2026-11-20T10:00");
      Instant expiry = at("2026-11-27T10:00");
      assertThat(mari.decide(lasting(SALE, START, expiry)))
          .isEqualTo(
              drops(
                  new DropReason.Expired(
                      expiry, Optional.of(new CapReached("weekly", 1, WEEK, 1, List.of())))));
      assertThat(mari.decide(lasting(SALE, START, expiry.plusNanos(1))))
          .isInstanceOf(Decision.Wait.class);
    }

    @Test
    @DisplayName("what had expired already")
    void whatHasExpiredAlready() {
      assertThat(mari.decide(lasting(SALE, START, NOW)))
          .isEqualTo(drops(new DropReason.Expired(NOW, Optional.empty())));
    }
  }

  private static Decision waits(String until, WaitReason reason) {
    return new Decision.Wait(at(until), reason);
  }

  private static Decision drops(DropReason reason) {
    return new Decision.Drop(reason);
  }
}
