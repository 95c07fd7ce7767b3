package dev.sluice.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.lambda.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The preference centre's address")
class PreferenceCenterFormsTest extends PreferenceCenterTestBase {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "do",
        "do=",
        "do=choose",
        "do=choose&topic=offers",
        "do=choose&topic=offers&cadence=hourly",
        "do=choose&topic=offers&cadence=WEEKLY",
        "do=choose&topic=unknown&cadence=weekly",
        "do=choose&topic=..%2F&cadence=weekly",
        "do=leave",
        "do=leave&topic=unknown",
        "do=leave&topic=offers&more=1",
        "do=leave&topic=offers&topic=news",
        "do=leave&do=leaveAll&topic=offers",
        "do=pause",
        "do=pause&days=31",
        "do=pause&days=-30",
        "do=pause&days=030",
        "do=leaveAll&sure=yes",
        "do=erase",
        "do=%zz",
        "do=%ff",
        "do=leaveAll&",
        "List-Unsubscribe=One-Click",
      })
  @DisplayName(
      "answers 400 with a page to any form that is not one of its own, and changes nothing")
  void rejectsInvalidForms(String body) {
    SubscriberState before = fixture.state();

    HttpResponse answer = fixture.post(link, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(PreferencesFixture.text(answer)).contains("Nothing has changed");
    assertThat(fixture.state()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/json", "multipart/form-data; boundary=x", ""})
  @DisplayName("answers 400 to a form that is not urlencoded")
  void rejectsOtherContentTypes(String type) {
    assertThat(fixture.call("POST", link, Map.of("content-type", type), "do=leaveAll").status())
        .isEqualTo(400);
    assertThat(fixture.state().consents().unsubscribedAt()).isEmpty();
  }

  @Test
  @DisplayName("takes no form larger than its own")
  void rejectsOversizedForms() {
    String large = "do=leaveAll&x=" + "y".repeat(FormBody.MAX_BYTES);

    assertThat(fixture.post(link, large).status()).isEqualTo(413);
    assertThat(fixture.state().consents().unsubscribedAt()).isEmpty();
  }

  @Test
  @DisplayName("asks to try again, with 503, if others write first every time")
  void respondsUnavailableAfterRepeatedConflicts() {
    fixture.stores.losses = 100;

    HttpResponse answer = fixture.post(link, "do=leaveAll");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("retry-after", "1");
    assertThat(PreferencesFixture.text(answer))
        .contains("Please try again in a moment", "Back to your email preferences");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "leaveAll",
        "pause",
        "leave.offers",
        "leave.unknown",
        "choose.",
        "choose.<script>",
        "<script>",
        "constructor",
      })
  @DisplayName("says of nothing that it was done if that is not so, whatever its address says")
  void showsNoFlashMessageThatIsNotTrue(String done) {
    Document page = Jsoup.parse(fixture.get(link + "?done=" + done).body());

    assertThat(page.select("[role=status]")).isEmpty();
    assertThat(page.title()).isEqualTo("Your email preferences");
  }

  @Test
  @DisplayName("changes nothing when it is read, however often and by whichever method")
  void isUnchangedByReading() {
    SubscriberState before = fixture.state();
    for (String query : List.of("", "?lang=he", "?done=leaveAll", "?do=leaveAll")) {
      assertThat(fixture.call("GET", link + query, Map.of(), "do=leaveAll").status())
          .isEqualTo(200);
      assertThat(fixture.call("HEAD", link + query, Map.of(), "do=leaveAll").status())
          .isEqualTo(200);
    }
    assertThat(fixture.state()).isEqualTo(before);
    assertThat(fixture.stores.calls).doesNotContain("commit");
  }

  @Test
  @DisplayName("opens for no link but its own, and answers all others alike")
  void respondsAlikeToEveryOtherLink() {
    HttpResponse forged = fixture.get("/p/forged");
    for (String bad :
        List.of(
            fixture.unsubscribeLink().replace("/u/", "/p/"),
            fixture.links.preferencesPath(new SubscriberId("erased")),
            link + "A",
            "/p/x")) {
      for (String method : List.of("GET", "POST")) {
        HttpResponse answer =
            fixture.call(
                method, bad, Map.of("content-type", PreferencesFixture.URLENCODED), "do=leaveAll");
        assertThat(answer).isEqualTo(forged);
        assertThat(fixture.stores.calls).doesNotContain("commit");
      }
    }
    assertThat(forged.status()).isEqualTo(404);
  }
}
