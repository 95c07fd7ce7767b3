package dev.sluice.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.json.Json;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.SendRecord.Confirmation;
import dev.sluice.scheduling.standing.Standing;
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
class DataTest {

  private static final String SURE = "do=erase";

  private final Mailing mailing = new Mailing();
  private final String link = mailing.preferencesLink();

  @Test
  @DisplayName("is linked from the preference centre, in the language of the page")
  void isLinked() {
    String token = link.substring("/p/".length());
    Document page = Jsoup.parse(mailing.get(link + "?lang=he").body());

    assertThat(page.select("main a").eachAttr("href"))
        .containsExactly(token + "/data", token + "/erase?lang=he");
  }

  @Test
  @DisplayName("is downloaded as a file with everything: choices, sends by name, every change")
  void download() {
    mailing.campaign("spring", "Spring sale");
    mailing.change(standing ->
        standing.with(
            List.of(
                new SendRecord(
                    Mailing.NOW,
                    Mailing.OFFERS,
                    SendKey.of(new CampaignId("spring")),
                    Confirmation.SENT)),
            List.of(),
            List.of(),
            Optional.empty()));
    mailing.post(link, "do=pause&days=30");

    HttpResponse answer = mailing.get(link + "/data");

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
  void asks() {
    Standing before = mailing.standing();

    HttpResponse answer = mailing.call("GET", link + "/erase", Map.of(), SURE);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(Mailing.text(answer))
        .contains("This cannot be undone", "codes made from your address", "Erase me for good");
    assertThat(Jsoup.parse(answer.body()).select("main a").attr("href"))
        .isEqualTo("../" + link.substring("/p/".length()) + "?");
    assertThat(mailing.standing()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "do=", "do=leaveAll", "do=erase&sure=no", "do=erase&do=erase"})
  @DisplayName("is not erased by any other form: the page asks again, with 400")
  void otherForms(String body) {
    Standing before = mailing.standing();

    assertThat(mailing.post(link + "/erase", body).status()).isEqualTo(400);
    assertThat(mailing.standing()).isEqualTo(before);
  }

  @Test
  @DisplayName("is erased for good, and every link of the person's is one of nobody from then on")
  void erases() {
    HttpResponse answer = mailing.post(link + "/erase", SURE);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(Mailing.text(answer)).contains("You are erased");
    HttpResponse nobody = mailing.get("/p/forged");
    for (String gone : List.of(link, link + "/data", link + "/erase", mailing.link())) {
      assertThat(mailing.get(gone)).as(gone).isEqualTo(nobody);
    }
    assertThat(mailing.post(link + "/erase", SURE)).isEqualTo(nobody);
    assertThat(mailing.click(mailing.link())).isEqualTo(nobody);
  }

  @Test
  @DisplayName("is not erased, and asked for again with 503, if others write first every time")
  void busy() {
    mailing.stores.losses = 100;

    HttpResponse answer = mailing.post(link + "/erase", SURE);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("retry-after", "1");
    assertThat(mailing.get(link).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("is behind the link of the preference centre, and behind no other")
  void otherLinks() {
    HttpResponse nobody = mailing.get("/p/forged");
    for (String bad :
        List.of(
            "/p/forged",
            mailing.link().replace("/u/", "/p/"),
            mailing.links.centre(new SubscriberId("x")))) {
      for (String page : List.of("/data", "/erase")) {
        mailing.stores.calls.clear();
        assertThat(mailing.get(bad + page)).isEqualTo(nobody);
        assertThat(mailing.stores.calls).containsExactly("read standing");
      }
      assertThat(mailing.post(bad + "/erase", SURE)).isEqualTo(nobody);
    }
    assertThat(mailing.get(link).status()).isEqualTo(200);
  }
}
