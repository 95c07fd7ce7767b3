package dev.sluice.core.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.Topic.OptInMode;
import dev.sluice.core.policy.TopicId;
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
  void usesTopicDefaultsWithoutChoice() {
    assertThat(Consents.INITIAL.choiceFor(topic(OptInMode.OPT_OUT)))
        .isEqualTo(new TopicChoice(Subscription.SUBSCRIBED, Cadence.WEEKLY));
    assertThat(Consents.INITIAL.choiceFor(topic(OptInMode.OPT_IN)))
        .isEqualTo(new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.WEEKLY));
  }

  @Test
  @DisplayName("spoken go before the topic's")
  void prefersChoiceToTopicDefault() {
    Consents consents = Consents.INITIAL.withChoice(OFFERS, MONTHLY);
    assertThat(consents.choiceFor(topic(OptInMode.OPT_IN))).isEqualTo(MONTHLY);
  }

  @Test
  @DisplayName("to a cadence subscribe the topic")
  void subscribesTopicWithCadence() {
    TopicChoice left = new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.AS_IT_COMES);
    assertThat(
            Consents.INITIAL
                .withChoice(OFFERS, left)
                .withCadence(OFFERS, Cadence.MONTHLY)
                .choices())
        .isEqualTo(Map.of(OFFERS, MONTHLY));
  }

  @Test
  @DisplayName("for a topic leave the rest as it was")
  void keepsOtherConsents() {
    Instant at = Instant.parse("2026-11-22T10:00:00Z");
    Suppression bounced = new Suppression(Suppression.Cause.BOUNCE, at);
    Consents before =
        new Consents(Map.of(), Optional.of(at), Optional.of(at), Optional.of(bounced));
    Consents after = before.withChoice(OFFERS, MONTHLY);
    assertThat(after)
        .isEqualTo(
            new Consents(
                Map.of(OFFERS, MONTHLY), Optional.of(at), Optional.of(at), Optional.of(bounced)));
  }

  private static Topic topic(OptInMode joining) {
    return new Topic(OFFERS, "Offers", "What is cheap this week", joining, Cadence.WEEKLY);
  }
}
