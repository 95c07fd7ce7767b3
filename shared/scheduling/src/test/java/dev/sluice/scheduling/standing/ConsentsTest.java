package dev.sluice.scheduling.standing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.Topic.Joining;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Consents")
class ConsentsTest {
  private static final TopicId OFFERS = new TopicId("offers");
  private static final TopicChoice MONTHLY =
      new TopicChoice(Subscription.SUBSCRIBED, Cadence.MONTHLY);

  @Test
  @DisplayName("not spoken are those of the topic: in unless one must opt in, at its cadence")
  void unspoken() {
    assertThat(Consents.UNSPOKEN.choice(topic(Joining.OPT_OUT)))
        .isEqualTo(new TopicChoice(Subscription.SUBSCRIBED, Cadence.WEEKLY));
    assertThat(Consents.UNSPOKEN.choice(topic(Joining.OPT_IN)))
        .isEqualTo(new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.WEEKLY));
  }

  @Test
  @DisplayName("spoken go before the topic's")
  void spoken() {
    Consents consents = Consents.UNSPOKEN.with(OFFERS, MONTHLY);
    assertThat(consents.choice(topic(Joining.OPT_IN))).isEqualTo(MONTHLY);
  }

  @Test
  @DisplayName("to a cadence subscribe the topic")
  void cadence() {
    TopicChoice left = new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.AS_IT_COMES);
    assertThat(Consents.UNSPOKEN.with(OFFERS, left).withCadence(OFFERS, Cadence.MONTHLY).choices())
        .isEqualTo(Map.of(OFFERS, MONTHLY));
  }

  @Test
  @DisplayName("for a topic leave the rest as it was")
  void rest() {
    Instant at = Instant.parse("2026-11-22T10:00:00Z");
    Suppression bounced = new Suppression(Suppression.Cause.BOUNCE, at);
    Consents before =
        new Consents(Map.of(), Optional.of(at), Optional.of(at), Optional.of(bounced));
    Consents after = before.with(OFFERS, MONTHLY);
    assertThat(after)
        .isEqualTo(
            new Consents(
                Map.of(OFFERS, MONTHLY), Optional.of(at), Optional.of(at), Optional.of(bounced)));
  }

  private static Topic topic(Joining joining) {
    return new Topic(OFFERS, "Offers", "What is cheap this week", joining, Cadence.WEEKLY);
  }
}
