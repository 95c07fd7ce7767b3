package dev.sluice.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.json.EnumNames;
import dev.sluice.lambda.http.HttpResponse;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The unsubscribe link")
class FrequencyReductionTest {

  private final PreferencesFixture fixture = new PreferencesFixture();

  @Test
  @DisplayName("offers to get its topic less often, and only less often")
  void offersOnlySlowerCadences() {
    assertThat(
            Jsoup.parse(fixture.get(fixture.unsubscribeLink()).body())
                .select("option")
                .eachAttr("value"))
        .containsExactly("everyTwoWeeks", "monthly", "quarterly");
  }

  @Test
  @DisplayName("proposes once a week to who gets it faster, and else the next slower one")
  void preselectsWeeklyOrNextSlower() {
    fixture.setChoice(new TopicChoice(Subscription.SUBSCRIBED, Cadence.AS_IT_COMES));
    assertThat(preselected()).isEqualTo("weekly");
    fixture.setChoice(new TopicChoice(Subscription.SUBSCRIBED, Cadence.DAILY));
    assertThat(preselected()).isEqualTo("weekly");
    fixture.setChoice(new TopicChoice(Subscription.SUBSCRIBED, Cadence.MONTHLY));
    assertThat(preselected()).isEqualTo("quarterly");
  }

  /** What browsers send if nobody chooses: the option that is selected, or the first. */
  private String preselected() {
    Document page = Jsoup.parse(fixture.get(fixture.unsubscribeLink()).body());
    return Stream.of("option[selected]", "option")
        .flatMap(css -> page.select(css).eachAttr("value").stream())
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("offers nothing slower than the slowest, nor once the topic is left")
  void offersNothingSlowerThanSlowest() {
    fixture.setChoice(new TopicChoice(Subscription.SUBSCRIBED, Cadence.QUARTERLY));
    assertThat(fixture.get(fixture.unsubscribeLink()).body()).doesNotContain("<select");
    fixture.click(fixture.unsubscribeLink());
    assertThat(fixture.get(fixture.unsubscribeLink()).body()).doesNotContain("<select");
  }

  @Test
  @DisplayName("makes its topic come less often, and records by which means")
  void reducesFrequencyAndRecordsSource() {
    HttpResponse answer = fixture.post(fixture.unsubscribeLink(), "cadence=monthly");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(PreferencesFixture.text(answer))
        .contains("these emails less often", "at most once a month", "Offers");
    assertThat(fixture.choice())
        .contains(new TopicChoice(Subscription.SUBSCRIBED, Cadence.MONTHLY));
    assertThat(fixture.subscribers.records(PreferencesFixture.ANNA, Optional.empty(), 10).records())
        .singleElement()
        .satisfies(record -> {
          assertThat(record.source()).isEqualTo(ConsentSource.ONE_CLICK);
          assertThat(record.campaign()).contains(new CampaignId("spring"));
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"AS_IT_COMES", "DAILY", "WEEKLY"})
  @DisplayName("never leads to more mail, whoever it was forwarded to")
  void neverIncreasesFrequency(Cadence cadence) {
    SubscriberState before = fixture.state();

    HttpResponse answer =
        fixture.post(fixture.unsubscribeLink(), "cadence=" + EnumNames.jsonName(cadence));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(PreferencesFixture.text(answer)).contains("at most once a week");
    assertThat(fixture.state()).isEqualTo(before);
  }

  @Test
  @DisplayName("never brings a topic back that was left")
  void neverResubscribes() {
    fixture.click(fixture.unsubscribeLink());
    SubscriberState left = fixture.state();

    HttpResponse answer = fixture.post(fixture.unsubscribeLink(), "cadence=quarterly");

    assertThat(PreferencesFixture.text(answer)).contains("You have unsubscribed");
    assertThat(fixture.state()).isEqualTo(left);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cadence=",
        "cadence=never",
        "cadence=monthly&cadence=quarterly",
        "cadence=monthly&topic=news",
        "do=leaveAll",
        "do=choose&topic=offers&cadence=monthly"
      })
  @DisplayName("takes nothing else, and asks again with 400")
  void rejectsOtherForms(String body) {
    SubscriberState before = fixture.state();

    assertThat(fixture.post(fixture.unsubscribeLink(), body).status()).isEqualTo(400);
    assertThat(fixture.state()).isEqualTo(before);
  }

  @Test
  @DisplayName("leaves at one click whatever else the body says")
  void prefersOneClickOverOtherFields() {
    fixture.post(fixture.unsubscribeLink(), "cadence=monthly&List-Unsubscribe=One-Click");

    assertThat(fixture.hasUnsubscribed()).isTrue();
  }

  @Test
  @DisplayName("asks to try again, with 503, when others write first every time")
  void respondsUnavailableAfterRepeatedConflicts() {
    fixture.stores.losses = 100;

    HttpResponse answer = fixture.post(fixture.unsubscribeLink(), "cadence=monthly");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("retry-after", "1");
  }
}
