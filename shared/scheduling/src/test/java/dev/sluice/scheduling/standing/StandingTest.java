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
  @DisplayName("can take back that a send is confirmed, and nothing else of it")
  void confirmation() {
    assertThat(SENT.with(Confirmation.UNCONFIRMED))
        .isEqualTo(new SendRecord(AT, OFFERS, SendKey.of(SALE), Confirmation.UNCONFIRMED));
  }
}
