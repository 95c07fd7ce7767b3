package dev.sluice.core.planning;

import static dev.sluice.core.planning.PlannerFixture.EXPIRY;
import static dev.sluice.core.planning.PlannerFixture.NEWS;
import static dev.sluice.core.planning.PlannerFixture.NOW;
import static dev.sluice.core.planning.PlannerFixture.OFFERS;
import static dev.sluice.core.planning.PlannerFixture.candidate;
import static dev.sluice.core.planning.PlannerFixture.cap;
import static dev.sluice.core.planning.PlannerFixture.lasting;
import static dev.sluice.core.planning.PlannerFixture.rolling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.consent.Consents;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.TopicId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A subscriber")
class PlannerConsentsTest {
  private static final Instant LAST_YEAR = Instant.parse("2025-11-22T10:00:00Z");
  private static final Suppression BOUNCED = new Suppression(Suppression.Cause.BOUNCE, LAST_YEAR);
  private static final Candidate SALE = candidate("sale", OFFERS);

  private final PlannerFixture mari = new PlannerFixture();

  @Test
  @DisplayName("gets nothing of a topic they unsubscribed from, and the other topics as before")
  void dropsUnsubscribedTopicOnly() {
    mari.consents(left(OFFERS));
    assertThat(mari.decide(SALE)).isEqualTo(drop(new DropReason.NotSubscribed(OFFERS)));
    assertThat(mari.decide(candidate("news", NEWS))).isInstanceOf(Decision.Send.class);
  }

  @Test
  @DisplayName("gets nothing after leaving all")
  void dropsEverythingAfterUnsubscribingFromAll() {
    mari.consents(
        new Consents(Map.of(), Optional.of(LAST_YEAR), Optional.empty(), Optional.empty()));
    assertThat(mari.decide(SALE)).isEqualTo(drop(new DropReason.UnsubscribedFromAll(LAST_YEAR)));
  }

  @Test
  @DisplayName("gets nothing at a suppressed address, which is the first reason given")
  void dropsEverythingForSuppressedAddress() {
    mari.consents(
        new Consents(
            left(OFFERS).choices(),
            Optional.of(LAST_YEAR),
            Optional.empty(),
            Optional.of(BOUNCED)));
    assertThat(mari.decide(SALE)).isEqualTo(drop(new DropReason.AddressSuppressed(BOUNCED)));
  }

  @Test
  @DisplayName("who will not get a campaign has no slot kept for it")
  void reservesNoSlotWithoutConsent() {
    Candidate announced = lasting(candidate("heavy", OFFERS, 9), NOW.plusSeconds(3600), EXPIRY);
    Candidate news = candidate("news", NEWS);
    Plan plan =
        mari.consents(left(OFFERS)).capped(cap("daily", 1, rolling("P1D"))).plan(news, announced);
    assertThat(plan.slots()).isEmpty();
    assertThat(plan.sends()).containsExactly(news);
  }

  @Test
  @DisplayName("is counted under one code for every reason to drop")
  void hasOneCodePerDropReason() {
    assertThat(new DropReason.NotSubscribed(OFFERS).code()).isEqualTo(DropCode.NOT_SUBSCRIBED);
    assertThat(new DropReason.UnsubscribedFromAll(NOW).code())
        .isEqualTo(DropCode.UNSUBSCRIBED_FROM_ALL);
    assertThat(new DropReason.AddressSuppressed(BOUNCED).code()).isEqualTo(DropCode.SUPPRESSED);
    assertThat(new DropReason.Capped(NOW, new WaitReason.SendingHeld("")).code())
        .isEqualTo(DropCode.CAPPED);
    assertThat(new DropReason.Expired(NOW, Optional.empty()).code()).isEqualTo(DropCode.EXPIRED);
    assertThat(new DropReason.Cancelled().code()).isEqualTo(DropCode.CANCELLED);
    assertThat(new DropReason.LeftAudience().code()).isEqualTo(DropCode.LEFT_AUDIENCE);
    assertThat(new DropReason.NotRenderable("x").code()).isEqualTo(DropCode.NOT_RENDERABLE);
    assertThat(new DropReason.Refused("x").code()).isEqualTo(DropCode.REFUSED);
  }

  private static Consents left(TopicId topic) {
    return Consents.INITIAL.withChoice(
        topic, new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.AS_IT_COMES));
  }

  private static Decision drop(DropReason reason) {
    return new Decision.Drop(reason);
  }
}
