package dev.sluice.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SendRecord.Confirmation;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.json.Json;
import dev.sluice.lambda.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayName("One's own data")
class PersonalDataTest {

  private static final String SURE = "do=erase";

  private final PreferencesFixture fixture = new PreferencesFixture();
  private final String link = fixture.preferencesLink();

  @Test
  @DisplayName("is linked from the preference centre, in the language of the page")
  void isLinkedFromPreferenceCenter() {
    String token = link.substring("/p/".length());
    Document page = Jsoup.parse(fixture.get(link + "?lang=he").body());

    assertThat(page.select("main a").eachAttr("href"))
        .containsExactly(token + "/data", token + "/erase?lang=he");
  }

  @Test
  @DisplayName("is downloaded as a file with everything: choices, sends by name, every change")
  void downloadsAllPersonalData() {
    fixture.createCampaign("spring", "Spring sale");
    fixture.updateState(standing ->
        standing.with(
            List.of(
                new SendRecord(
                    PreferencesFixture.NOW,
                    PreferencesFixture.OFFERS,
                    SendKey.of(new CampaignId("spring")),
                    Confirmation.SENT)),
            List.of(),
            List.of(),
            Optional.empty()));
    fixture.post(link, "do=pause&days=30");

    HttpResponse answer = fixture.get(link + "/data");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("content-disposition", "attachment; filename=\"my-data.json\"")
        .containsEntry("cache-control", "no-store")
        .containsEntry("referrer-policy", "no-referrer")
        .containsEntry("x-content-type-options", "nosniff");
    JsonNode data = Json.parse(answer.body());
    assertThat(data.at("/address").asString()).isEqualTo("anna@example.com");
    assertThat(data.at("/consents/topics/offers/cadence").asString()).isEqualTo("weekly");
    assertThat(data.at("/history/0/campaign").asString()).isEqualTo("spring");
    assertThat(data.at("/campaigns/spring").asString()).isEqualTo("Spring sale");
    assertThat(data.at("/records/0/means").asString()).isEqualTo("preferenceCentre");
  }

  @Test
  @DisplayName(
      "is not erased before the page has explained it and asked, in whatever way it is read")
  void asksForConfirmationBeforeErasing() {
    SubscriberState before = fixture.state();

    HttpResponse answer = fixture.call("GET", link + "/erase", Map.of(), SURE);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(PreferencesFixture.text(answer))
        .contains(
            "This cannot be undone", "codes made from your address", "Delete my data permanently");
    assertThat(Jsoup.parse(answer.body()).select("main a").attr("href"))
        .isEqualTo("../" + link.substring("/p/".length()) + "?");
    assertThat(fixture.state()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "do=", "do=leaveAll", "do=erase&sure=no", "do=erase&do=erase"})
  @DisplayName("is not erased by any other form: the page asks again, with 400")
  void rejectsOtherForms(String body) {
    SubscriberState before = fixture.state();

    assertThat(fixture.post(link + "/erase", body).status()).isEqualTo(400);
    assertThat(fixture.state()).isEqualTo(before);
  }

  @Test
  @DisplayName("is erased for good, and every link of the person's is one of nobody from then on")
  void erasesForGood() {
    HttpResponse answer = fixture.post(link + "/erase", SURE);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(PreferencesFixture.text(answer)).contains("Your data has been deleted");
    HttpResponse nobody = fixture.get("/p/forged");
    for (String gone : List.of(link, link + "/data", link + "/erase", fixture.unsubscribeLink())) {
      assertThat(fixture.get(gone)).as(gone).isEqualTo(nobody);
    }
    assertThat(fixture.post(link + "/erase", SURE)).isEqualTo(nobody);
    assertThat(fixture.click(fixture.unsubscribeLink())).isEqualTo(nobody);
  }

  @Test
  @DisplayName("is not erased, and asked for again with 503, if others write first every time")
  void respondsUnavailableAfterRepeatedConflicts() {
    fixture.stores.losses = 100;

    HttpResponse answer = fixture.post(link + "/erase", SURE);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("retry-after", "1");
    assertThat(fixture.get(link).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("is behind the link of the preference centre, and behind no other")
  void requiresPreferenceCenterLink() {
    HttpResponse nobody = fixture.get("/p/forged");
    for (String bad :
        List.of(
            "/p/forged",
            fixture.unsubscribeLink().replace("/u/", "/p/"),
            fixture.links.preferencesPath(new SubscriberId("x")))) {
      for (String page : List.of("/data", "/erase")) {
        assertThat(fixture.get(bad + page)).isEqualTo(nobody);
      }
      assertThat(fixture.post(bad + "/erase", SURE)).isEqualTo(nobody);
    }
    assertThat(fixture.get(link).status()).isEqualTo(200);
  }
}
