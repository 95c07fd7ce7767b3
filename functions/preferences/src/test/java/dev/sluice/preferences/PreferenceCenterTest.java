package dev.sluice.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.consent.Consents;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.Cadence;
import dev.sluice.json.EnumNames;
import dev.sluice.lambda.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The preference centre")
class PreferenceCenterTest extends PreferenceCenterTestBase {

  @Test
  @DisplayName("shows each topic by the team's name, what to expect, and what one chose")
  void showsTopicsWithNamesAndChoices() {
    Document page = page();

    assertThat(page.select("h3").eachText()).containsExactly("Offers");
    assertThat(card(page)).contains("What is on sale", "Subscribed: at most once a week");
    assertThat(page.select("select[name=cadence] option").eachAttr("value"))
        .containsExactly("asItComes", "daily", "weekly", "everyTwoWeeks", "monthly", "quarterly");
    assertThat(page.select("option[selected]").attr("value")).isEqualTo("weekly");
  }

  @Test
  @DisplayName("shows what a topic does for those who have not said anything")
  void showsDefaultsWithoutChoices() {
    fixture.updateState(standing -> standing.with(Consents.INITIAL));

    assertThat(card(page())).contains("Subscribed: at most once a day");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("changes how often a topic comes, and says so in title and text")
  void changesCadence(Cadence cadence) {
    String name = EnumNames.jsonName(cadence);

    Document page = follow(fixture.post(link, "do=choose&topic=offers&cadence=" + name));

    assertThat(fixture.choice()).contains(new TopicChoice(Subscription.SUBSCRIBED, cadence));
    assertThat(status(page)).startsWith("Saved. Offers: ");
    assertThat(page.title()).startsWith("Saved. Offers: ").endsWith("– Your email preferences");
    assertThat(page.select("option[selected]").attr("value")).isEqualTo(name);
  }

  @Test
  @DisplayName("shows names in braces as they are, and fills nothing into them")
  void showsBracesVerbatim() {
    fixture.rules.save(PreferencesFixture.topic("{cadence} {topic} $1"));

    Document page = follow(fixture.post(link, "do=choose&topic=offers&cadence=daily"));

    assertThat(status(page)).isEqualTo("Saved. {cadence} {topic} $1: at most once a day.");
  }

  @Test
  @DisplayName("leaves a topic and keeps its cadence, and takes it up again")
  void unsubscribesAndResubscribes() {
    Document left = follow(fixture.post(link, "do=leave&topic=offers"));

    assertThat(fixture.choice())
        .contains(new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.WEEKLY));
    assertThat(status(left)).isEqualTo("You will no longer get Offers.");
    assertThat(card(left)).contains("Not subscribed", "Subscribe").doesNotContain("Save");
    assertThat(left.select("option[selected]").attr("value")).isEqualTo("weekly");

    Document back = follow(fixture.post(link, "do=choose&topic=offers&cadence=monthly"));
    assertThat(fixture.choice())
        .contains(new TopicChoice(Subscription.SUBSCRIBED, Cadence.MONTHLY));
    assertThat(card(back)).contains("Subscribed: at most once a month");
  }

  @ParameterizedTest(name = "{0} days: {1}")
  @CsvSource({
    "30, 2026-12-22, December 22",
    "60, 2027-01-21, January 21",
    "90, 2027-02-20, February 20"
  })
  @DisplayName("pauses everything until a day of the subscriber's begins, and ends a pause")
  void pausesUntilStartOfDay(int days, String date, String shown) {
    Document paused = follow(fixture.post(link, "do=pause&days=" + days));

    assertThat(fixture.state().consents().pausedUntil())
        .contains(Instant.parse(date + "T00:00:00Z"));
    assertThat(status(paused)).isEqualTo("Your emails are paused.");
    assertThat(paused.select(".card").first().text())
        .startsWith("All emails are paused until %s, %s.".formatted(shown, date.substring(0, 4)));
    assertThat(paused.select("button[name=days]")).isEmpty();
    assertThat(card(paused)).contains("On hold: at most once a week");

    Document resumed = follow(fixture.post(link, "do=resume"));
    assertThat(fixture.state().consents().pausedUntil()).isEmpty();
    assertThat(status(resumed)).isEqualTo("Your emails are no longer paused.");
    assertThat(resumed.select("button[name=days]").eachAttr("value"))
        .containsExactly("30", "60", "90");
  }

  @Test
  @DisplayName("no longer speaks of a pause that is over")
  void omitsPauseThatIsOver() {
    fixture.post(link, "do=pause&days=30");
    fixture.advanceClock(Duration.ofDays(30));

    assertThat(page().text()).doesNotContain("paused").contains("Take a break");
  }

  @Test
  @DisplayName("leaves everything, keeps every choice, and brings it back")
  void unsubscribesFromAllAndRestoresChoices() {
    Document left = follow(fixture.post(link, "do=leaveAll"));

    assertThat(fixture.state().consents().unsubscribedAt()).contains(PreferencesFixture.NOW);
    assertThat(fixture.choice()).contains(new TopicChoice(Subscription.SUBSCRIBED, Cadence.WEEKLY));
    assertThat(status(left)).isEqualTo("You have unsubscribed from everything.");
    assertThat(left.select("form")).hasSize(1);
    assertThat(left.text()).contains("Subscribe again", "these choices are on hold", "On hold");

    Document back = follow(fixture.post(link, "do=return"));
    assertThat(fixture.state().consents().unsubscribedAt()).isEmpty();
    assertThat(status(back)).isEqualTo("Welcome back. Your choices apply again.");
    assertThat(back.select("select")).hasSize(1);
  }

  @Test
  @DisplayName("says plainly that mail one asks for oneself still comes")
  void saysTransactionalMailContinues() {
    assertThat(page().text()).contains("Emails you will still get", "receipts and password resets");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("tells who is suppressed that nothing comes, and why")
  void explainsSuppression(Suppression.Cause cause) {
    fixture.updateState(standing -> {
      Consents consents = standing.consents();
      return standing.with(
          new Consents(
              consents.choices(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(new Suppression(cause, PreferencesFixture.NOW))));
    });

    assertThat(page().select("main .card").first().text())
        .contains(
            switch (cause) {
              case REPEATED_BOUNCES, BOUNCE -> "could not be delivered";
              case COMPLAINT -> "reported an email from us";
              case MANUAL -> "have stopped";
            });
    assertThat(card(page())).contains("On hold").doesNotContain("Subscribed");
  }

  @Test
  @DisplayName("sends who posted a form back to itself, so that loading again changes nothing")
  void redirectsAfterPost() {
    HttpResponse answer = fixture.post(link, "do=leaveAll");

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.headers())
        .containsEntry("location", "?done=leaveAll")
        .containsEntry("cache-control", "no-store")
        .doesNotContainKey("set-cookie");
  }
}
