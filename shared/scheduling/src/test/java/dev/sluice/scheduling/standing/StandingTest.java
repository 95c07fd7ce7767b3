package dev.sluice.scheduling.standing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.SendRecord.Confirmation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A standing")
class StandingTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
  private static final TopicId OFFERS = new TopicId("offers");
  private static final CampaignId SALE = new CampaignId("sale");
  private static final CampaignId OTHER = new CampaignId("other");
  private static final SendRecord SENT =
      new SendRecord(AT, OFFERS, SendKey.of(SALE), Confirmation.SENT);
  private static final WaitingSend WAITING = new WaitingSend(SALE, OFFERS, AT);
  private static final DropRecord DROPPED = new DropRecord(AT, SendKey.of(SALE), DropCode.EXPIRED);

  private final Standing blank = Standing.blank(new SubscriberId("mari"));

  @Test
  @DisplayName("of which nothing is stored has version 0, and allows and remembers nothing special")
  void blank() {
    assertThat(blank.version()).isZero();
    assertThat(blank.consents()).isEqualTo(Consents.UNSPOKEN);
    assertThat(blank.history()).isEmpty();
    assertThat(blank.waiting()).isEmpty();
    assertThat(blank.drops()).isEmpty();
    assertThat(blank.dueAt()).isEmpty();
  }

  @Test
  @DisplayName("remembers what was sent, what waits and what was dropped by campaign")
  void remembers() {
    Standing standing =
        blank.with(List.of(SENT), List.of(WAITING), List.of(DROPPED), Optional.of(AT));
    assertThat(standing.sent(SALE)).contains(SENT);
    assertThat(standing.sent(OTHER)).isEmpty();
    assertThat(standing.waitingFor(SALE)).contains(WAITING);
    assertThat(standing.waitingFor(OTHER)).isEmpty();
    assertThat(standing.dropped(SALE)).contains(DROPPED);
    assertThat(standing.dropped(OTHER)).isEmpty();
  }

  @Test
  @DisplayName("keeps everything but what a change is about")
  void changes() {
    Consents left =
        new Consents(
            Consents.UNSPOKEN.choices(), Optional.of(AT), Optional.empty(), Optional.empty());
    Standing standing =
        blank
            .with(List.of(SENT), List.of(WAITING), List.of(DROPPED), Optional.of(AT))
            .with(left)
            .written();
    assertThat(standing)
        .isEqualTo(
            new Standing(
                blank.subscriber(),
                1,
                left,
                List.of(SENT),
                List.of(WAITING),
                List.of(DROPPED),
                Optional.of(AT)));
  }

  @Test
  @DisplayName("is not changed by whoever keeps the lists it was made from")
  void copies() {
    List<SendRecord> sends = new ArrayList<>(List.of(SENT));
    Standing standing = blank.with(sends, List.of(), List.of(), Optional.empty());
    sends.clear();
    assertThat(standing.history()).containsExactly(SENT);
  }

  @Test
  @DisplayName("knows a campaign's send by 64 bits of SHA-256, for ever: they are stored")
  void keys() {
    assertThat(SendKey.of(SALE)).hasToString("1f7101fe71011ba0").isEqualTo(SendKey.of(SALE));
    assertThat(SendKey.of(OTHER)).isNotEqualTo(SendKey.of(SALE));
  }

  @Test
  @DisplayName("knows a send as unconfirmed when its answer is lost, and nothing else of it")
  void unanswered() {
    assertThat(SENT.unanswered())
        .isEqualTo(new SendRecord(AT, OFFERS, SendKey.of(SALE), Confirmation.UNCONFIRMED))
        .returns(false, SendRecord::isConfirmed);
  }

  @Test
  @DisplayName("needs no answer for a send that was heard of")
  void heardBeforeTheAnswerWasGivenUp() {
    SendRecord delivered = SENT.hearing(Set.of(Heard.DELIVERED));
    assertThat(delivered.unanswered()).isEqualTo(delivered);
  }

  @Test
  @DisplayName("knows that SES took an unconfirmed send from anything that is heard of it")
  void anythingHeardConfirms() {
    for (Heard news : Heard.values()) {
      SendRecord heard = SENT.unanswered().hearing(Set.of(news));
      assertThat(heard.isConfirmed()).as("%s", news).isTrue();
      assertThat(heard.heard()).as("%s", news).contains(Heard.TAKEN);
    }
    assertThat(SENT.hearing(Set.of(Heard.TAKEN))).isEqualTo(SENT);
  }

  @Test
  @DisplayName("takes what was opened, clicked, complained of or left by its link for delivered")
  void whatWasOpenedWasDelivered() {
    assertThat(SENT.hearing(Set.of(Heard.OPENED)).heard())
        .containsExactly(Heard.DELIVERED, Heard.OPENED);
    assertThat(SENT.hearing(Set.of(Heard.BOUNCED)).heard()).containsExactly(Heard.BOUNCED);
  }

  @Test
  @DisplayName("hears of one send only, and of none that it does not remember")
  void hearsOfOneSend() {
    SendRecord other = new SendRecord(AT, OFFERS, SendKey.of(OTHER), Confirmation.SENT);
    Standing standing = blank.with(List.of(SENT, other), List.of(), List.of(), Optional.of(AT));
    Standing heard = standing.hearing(SALE, Set.of(Heard.DELIVERED));
    assertThat(heard.history()).containsExactly(SENT.hearing(Set.of(Heard.DELIVERED)), other);
    assertThat(heard.with(standing.history(), List.of(), List.of(), Optional.of(AT)))
        .isEqualTo(standing);
    assertThat(standing.hearing(new CampaignId("unknown"), Set.of(Heard.BOUNCED)))
        .isEqualTo(standing);
  }

  @Test
  @DisplayName("remembers the latest sign of engagement, in whatever order signs come")
  void engagement() {
    Standing engaged = blank.engaged(AT).engaged(AT.minusSeconds(1));
    assertThat(engaged.engagedAt()).contains(AT);
    assertThat(engaged.engaged(AT.plusSeconds(1)).engagedAt()).contains(AT.plusSeconds(1));
  }
}
