package dev.sluice.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.json.Names;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
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
class LessOftenTest {

  private final Mailing mailing = new Mailing();

  @Test
  @DisplayName("offers to get its topic less often, and only less often")
  void offersSlower() {
    assertThat(Jsoup.parse(mailing.get(mailing.link()).body()).select("option").eachAttr("value"))
        .containsExactly("everyTwoWeeks", "monthly", "quarterly");
  }

  @Test
  @DisplayName("proposes once a week to who gets it faster, and else the next slower one")
  void proposes() {
    mailing.choose(new TopicChoice(Subscription.SUBSCRIBED, Cadence.AS_IT_COMES));
    assertThat(proposed()).isEqualTo("weekly");
    mailing.choose(new TopicChoice(Subscription.SUBSCRIBED, Cadence.DAILY));
    assertThat(proposed()).isEqualTo("weekly");
    mailing.choose(new TopicChoice(Subscription.SUBSCRIBED, Cadence.MONTHLY));
    assertThat(proposed()).isEqualTo("quarterly");
  }

  /** What browsers send if nobody chooses: the option that is selected, or the first. */
  private String proposed() {
    Document page = Jsoup.parse(mailing.get(mailing.link()).body());
    return Stream.of("option[selected]", "option")
        .flatMap(css -> page.select(css).eachAttr("value").stream())
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("offers nothing slower than the slowest, nor once the topic is left")
  void offersNothing() {
    mailing.choose(new TopicChoice(Subscription.SUBSCRIBED, Cadence.QUARTERLY));
    assertThat(mailing.get(mailing.link()).body()).doesNotContain("<select");
    mailing.click(mailing.link());
    assertThat(mailing.get(mailing.link()).body()).doesNotContain("<select");
  }

  @Test
  @DisplayName("makes its topic come less often, and records by which means")
  void slows() {
    HttpResponse answer = mailing.post(mailing.link(), "cadence=monthly");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(Mailing.text(answer)).contains("less often now", "at most once a month", "Offers");
    assertThat(mailing.choice())
        .contains(new TopicChoice(Subscription.SUBSCRIBED, Cadence.MONTHLY));
    assertThat(mailing.stores.records(Mailing.ANNA, Optional.empty(), 10).records())
        .singleElement()
        .satisfies(record -> {
          assertThat(record.means()).isEqualTo(Means.ONE_CLICK);
          assertThat(record.campaign()).contains(new CampaignId("spring"));
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"AS_IT_COMES", "DAILY", "WEEKLY"})
  @DisplayName("never leads to more mail, whoever it was forwarded to")
  void neverMore(Cadence cadence) {
    Standing before = mailing.standing();

    HttpResponse answer = mailing.post(mailing.link(), "cadence=" + Names.of(cadence));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(Mailing.text(answer)).contains("at most once a week");
    assertThat(mailing.standing()).isEqualTo(before);
  }

  @Test
  @DisplayName("never brings a topic back that was left")
  void neverBack() {
    mailing.click(mailing.link());
    Standing left = mailing.standing();

    HttpResponse answer = mailing.post(mailing.link(), "cadence=quarterly");

    assertThat(Mailing.text(answer)).contains("You are unsubscribed");
    assertThat(mailing.standing()).isEqualTo(left);
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
  void nothingElse(String body) {
    Standing before = mailing.standing();

    assertThat(mailing.post(mailing.link(), body).status()).isEqualTo(400);
    assertThat(mailing.standing()).isEqualTo(before);
  }

  @Test
  @DisplayName("leaves at one click whatever else the body says")
  void oneClickComesFirst() {
    mailing.post(mailing.link(), "cadence=monthly&List-Unsubscribe=One-Click");

    assertThat(mailing.hasLeft()).isTrue();
  }

  @Test
  @DisplayName("asks to try again, with 503, when others write first every time")
  void busy() {
    mailing.stores.losses = 100;

    HttpResponse answer = mailing.post(mailing.link(), "cadence=monthly");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("retry-after", "1");
  }
}
