package dev.sluice.scheduling.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.consent.Amendment;
import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.contract.Samples;
import dev.sluice.scheduling.feedback.News;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.standing.Heard;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Leaving by a message's link")
class LeavingTest {

  private static final CampaignId SPRING = new CampaignId("spring");
  private static final ConsentChange LEAVE =
      new ConsentChange.TopicChosen(
          Samples.OFFERS, new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.WEEKLY));

  private final Standing standing =
      Samples.plus(Standing.blank(new SubscriberId("anna")), Samples.sent("spring", Samples.NOON));

  @Test
  @DisplayName("is heard of its send, and is news once")
  void heard() {
    Standing left = heard(LEAVE, standing, Optional.of(SPRING));
    assertThat(left.sent(SPRING).orElseThrow().heard())
        .containsExactly(Heard.DELIVERED, Heard.UNSUBSCRIBED);
    assertThat(Leaving.news(standing, left, Optional.of(SPRING)).campaigns())
        .isEqualTo(Map.of(SPRING, Map.of(Heard.DELIVERED, 1L, Heard.UNSUBSCRIBED, 1L)));
    Standing again = heard(LEAVE, left, Optional.of(SPRING));
    assertThat(Leaving.news(left, again, Optional.of(SPRING))).isEqualTo(News.NONE);
  }

  @Test
  @DisplayName("is no news without a message, or of one that is forgotten")
  void unknown() {
    assertThat(heard(LEAVE, standing, Optional.empty())).isEqualTo(standing);
    CampaignId other = new CampaignId("other");
    assertThat(heard(LEAVE, standing, Optional.of(other))).isEqualTo(standing);
    assertThat(Leaving.news(standing, standing, Optional.of(other))).isEqualTo(News.NONE);
  }

  @Test
  @DisplayName("is something else than choosing another cadence there")
  void cadence() {
    ConsentChange slower =
        new ConsentChange.TopicChosen(
            Samples.OFFERS, new TopicChoice(Subscription.SUBSCRIBED, Cadence.MONTHLY));
    assertThat(heard(slower, standing, Optional.of(SPRING))).isEqualTo(standing);
  }

  private static Standing heard(
      ConsentChange change, Standing standing, Optional<CampaignId> campaign) {
    Amendment amendment = Amendment.of(standing.consents(), List.of(change), Samples.NOON);
    return Leaving.heard(standing, amendment, campaign);
  }
}
