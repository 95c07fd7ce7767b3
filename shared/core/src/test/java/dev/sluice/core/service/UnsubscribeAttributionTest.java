package dev.sluice.core.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentUpdate;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.contract.Samples;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.state.EventCountDelta;
import dev.sluice.core.state.SendEvent;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Leaving by a message's link")
class UnsubscribeAttributionTest {

  private static final EmailAddress ADDRESS = new EmailAddress("anna@example.com");

  private static final CampaignId SPRING = new CampaignId("spring");
  private static final ConsentChange LEAVE =
      new ConsentChange.TopicChosen(
          Samples.OFFERS, new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.WEEKLY));

  private final SubscriberState standing =
      Samples.withSend(
          SubscriberState.initial(new SubscriberId("anna")), Samples.sent("spring", Samples.NOON));

  @Test
  @DisplayName("is heard of its send, and is news once")
  void countsUnsubscribeOfSendOnce() {
    SubscriberState left = unsubscribed(LEAVE, standing, Optional.of(SPRING));
    assertThat(left.findSend(SPRING).orElseThrow().events())
        .containsExactly(SendEvent.DELIVERED, SendEvent.UNSUBSCRIBED);
    assertThat(EventCountDelta.between(Optional.of(SPRING), ADDRESS, standing, left).campaigns())
        .isEqualTo(Map.of(SPRING, Map.of(SendEvent.DELIVERED, 1L, SendEvent.UNSUBSCRIBED, 1L)));
    SubscriberState again = unsubscribed(LEAVE, left, Optional.of(SPRING));
    assertThat(EventCountDelta.between(Optional.of(SPRING), ADDRESS, left, again))
        .isEqualTo(EventCountDelta.NONE);
  }

  @Test
  @DisplayName("is no news without a message, or of one that is forgotten")
  void ignoresUnknownSends() {
    assertThat(unsubscribed(LEAVE, standing, Optional.empty())).isEqualTo(standing);
    CampaignId other = new CampaignId("other");
    assertThat(unsubscribed(LEAVE, standing, Optional.of(other))).isEqualTo(standing);
    assertThat(EventCountDelta.between(Optional.of(other), ADDRESS, standing, standing))
        .isEqualTo(EventCountDelta.NONE);
  }

  @Test
  @DisplayName("is something else than choosing another cadence there")
  void ignoresCadenceChanges() {
    ConsentChange slower =
        new ConsentChange.TopicChosen(
            Samples.OFFERS, new TopicChoice(Subscription.SUBSCRIBED, Cadence.MONTHLY));
    assertThat(unsubscribed(slower, standing, Optional.of(SPRING))).isEqualTo(standing);
  }

  private static SubscriberState unsubscribed(
      ConsentChange change, SubscriberState standing, Optional<CampaignId> campaign) {
    ConsentUpdate amendment =
        ConsentUpdate.compute(standing.consents(), List.of(change), Samples.NOON);
    return ConsentService.withUnsubscribeEvent(standing, amendment, campaign);
  }
}
