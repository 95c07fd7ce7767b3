package dev.sluice.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.consent.Consents;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.state.SendRecord.Confirmation;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A standing")
class SubscriberStateTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
  private static final TopicId OFFERS = new TopicId("offers");
  private static final CampaignId SALE = new CampaignId("sale");
  private static final CampaignId OTHER = new CampaignId("other");
  private static final SendRecord SENT =
      new SendRecord(AT, OFFERS, SendKey.of(SALE), Confirmation.SENT);
  private static final DeferredSend WAITING = new DeferredSend(SALE, OFFERS, AT);
  private static final DropRecord DROPPED = new DropRecord(AT, SendKey.of(SALE), DropCode.EXPIRED);

  private final SubscriberState blank = SubscriberState.initial(new SubscriberId("mari"));

  @Test
  @DisplayName("of which nothing is stored has version 0, and allows and remembers nothing special")
  void isInitiallyEmpty() {
    assertThat(blank.version()).isZero();
    assertThat(blank.consents()).isEqualTo(Consents.INITIAL);
    assertThat(blank.history()).isEmpty();
    assertThat(blank.deferredSends()).isEmpty();
    assertThat(blank.drops()).isEmpty();
    assertThat(blank.dueAt()).isEmpty();
  }

  @Test
  @DisplayName("remembers what was sent, what waits and what was dropped by campaign")
  void findsSendsByCampaign() {
    SubscriberState standing =
        blank.with(List.of(SENT), List.of(WAITING), List.of(DROPPED), Optional.of(AT));
    assertThat(standing.findSend(SALE)).contains(SENT);
    assertThat(standing.findSend(OTHER)).isEmpty();
    assertThat(standing.findDeferred(SALE)).contains(WAITING);
    assertThat(standing.findDeferred(OTHER)).isEmpty();
    assertThat(standing.findDrop(SALE)).contains(DROPPED);
    assertThat(standing.findDrop(OTHER)).isEmpty();
  }

  @Test
  @DisplayName("keeps everything but what a change is about")
  void keepsEverythingElseOnChange() {
    Consents left =
        new Consents(
            Consents.INITIAL.choices(), Optional.of(AT), Optional.empty(), Optional.empty());
    SubscriberState standing =
        blank
            .with(List.of(SENT), List.of(WAITING), List.of(DROPPED), Optional.of(AT))
            .with(left)
            .withNextVersion();
    assertThat(standing)
        .isEqualTo(
            new SubscriberState(
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
  void copiesItsLists() {
    List<SendRecord> sends = new ArrayList<>(List.of(SENT));
    SubscriberState standing = blank.with(sends, List.of(), List.of(), Optional.empty());
    sends.clear();
    assertThat(standing.history()).containsExactly(SENT);
  }

  @Test
  @DisplayName("knows a campaign's send by 64 bits of SHA-256, for ever: they are stored")
  void derivesSendKeyFromSha256() {
    assertThat(SendKey.of(SALE)).hasToString("1f7101fe71011ba0").isEqualTo(SendKey.of(SALE));
    assertThat(SendKey.of(OTHER)).isNotEqualTo(SendKey.of(SALE));
  }

  @Test
  @DisplayName("knows a send as unconfirmed when its answer is lost, and nothing else of it")
  void marksSendAsUnconfirmed() {
    assertThat(SENT.asUnconfirmed())
        .isEqualTo(new SendRecord(AT, OFFERS, SendKey.of(SALE), Confirmation.UNCONFIRMED))
        .returns(false, SendRecord::isConfirmed);
  }

  @Test
  @DisplayName("needs no answer for a send that was heard of")
  void staysConfirmedAfterEvent() {
    SendRecord delivered = SENT.withEvents(Set.of(SendEvent.DELIVERED));
    assertThat(delivered.asUnconfirmed()).isEqualTo(delivered);
  }

  @Test
  @DisplayName("knows that SES took an unconfirmed send from anything that is heard of it")
  void isConfirmedByAnyEvent() {
    for (SendEvent news : SendEvent.values()) {
      SendRecord heard = SENT.asUnconfirmed().withEvents(Set.of(news));
      assertThat(heard.isConfirmed()).as("%s", news).isTrue();
      assertThat(heard.events()).as("%s", news).contains(SendEvent.TAKEN);
    }
    assertThat(SENT.withEvents(Set.of(SendEvent.TAKEN))).isEqualTo(SENT);
  }

  @Test
  @DisplayName("takes what was opened, clicked, complained of or left by its link for delivered")
  void impliesDeliveryByLaterEvents() {
    assertThat(SENT.withEvents(Set.of(SendEvent.OPENED)).events())
        .containsExactly(SendEvent.DELIVERED, SendEvent.OPENED);
    assertThat(SENT.withEvents(Set.of(SendEvent.BOUNCED)).events())
        .containsExactly(SendEvent.BOUNCED);
  }

  @Test
  @DisplayName("hears of one send only, and of none that it does not remember")
  void addsEventsToOneSend() {
    SendRecord other = new SendRecord(AT, OFFERS, SendKey.of(OTHER), Confirmation.SENT);
    SubscriberState standing =
        blank.with(List.of(SENT, other), List.of(), List.of(), Optional.of(AT));
    SubscriberState heard = standing.withEvents(SALE, Set.of(SendEvent.DELIVERED));
    assertThat(heard.history())
        .containsExactly(SENT.withEvents(Set.of(SendEvent.DELIVERED)), other);
    assertThat(heard.with(standing.history(), List.of(), List.of(), Optional.of(AT)))
        .isEqualTo(standing);
    assertThat(standing.withEvents(new CampaignId("unknown"), Set.of(SendEvent.BOUNCED)))
        .isEqualTo(standing);
  }

  @Test
  @DisplayName("remembers the latest sign of engagement, in whatever order signs come")
  void keepsLatestEngagement() {
    SubscriberState engaged = blank.withEngagement(AT).withEngagement(AT.minusSeconds(1));
    assertThat(engaged.engagedAt()).contains(AT);
    assertThat(engaged.withEngagement(AT.plusSeconds(1)).engagedAt()).contains(AT.plusSeconds(1));
  }
}
