package dev.sluice.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.http.HttpResponse;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.standing.Standing;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The preference centre's address")
class CentreFormsTest extends CentreVisits {

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
  void badForms(String body) {
    Standing before = mailing.standing();

    HttpResponse answer = mailing.post(link, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(Mailing.text(answer)).contains("Nothing was changed");
    assertThat(mailing.standing()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/json", "multipart/form-data; boundary=x", ""})
  @DisplayName("answers 400 to a form that is not urlencoded")
  void badTypes(String type) {
    assertThat(mailing.call("POST", link, Map.of("content-type", type), "do=leaveAll").status())
        .isEqualTo(400);
    assertThat(mailing.standing().consents().leftAll()).isEmpty();
  }

  @Test
  @DisplayName("takes no form larger than its own")
  void largeForms() {
    String large = "do=leaveAll&x=" + "y".repeat(FormBody.MAX_BYTES);

    assertThat(mailing.post(link, large).status()).isEqualTo(413);
    assertThat(mailing.standing().consents().leftAll()).isEmpty();
  }

  @Test
  @DisplayName("asks to try again, with 503, if others write first every time")
  void busy() {
    mailing.stores.losses = 100;

    HttpResponse answer = mailing.post(link, "do=leaveAll");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("retry-after", "1");
    assertThat(Mailing.text(answer)).contains("Please try again in a moment", "Back to your mail");
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
  void madeUpStatus(String done) {
    Document page = Jsoup.parse(mailing.get(link + "?done=" + done).body());

    assertThat(page.select("[role=status]")).isEmpty();
    assertThat(page.title()).isEqualTo("Your mail from us");
  }

  @Test
  @DisplayName("changes nothing when it is read, however often and by whichever method")
  void readingChangesNothing() {
    Standing before = mailing.standing();
    for (String query : List.of("", "?lang=he", "?done=leaveAll", "?do=leaveAll")) {
      assertThat(mailing.call("GET", link + query, Map.of(), "do=leaveAll").status())
          .isEqualTo(200);
      assertThat(mailing.call("HEAD", link + query, Map.of(), "do=leaveAll").status())
          .isEqualTo(200);
    }
    assertThat(mailing.standing()).isEqualTo(before);
    assertThat(mailing.stores.calls).doesNotContain("commit");
  }

  @Test
  @DisplayName("opens for no link but its own, and answers all others alike after the same work")
  void otherLinks() {
    HttpResponse forged = mailing.get("/p/forged");
    List<String> work = List.copyOf(mailing.stores.calls);
    List<String> read = List.copyOf(mailing.wires.asked);
    for (String bad :
        List.of(
            mailing.link().replace("/u/", "/p/"),
            mailing.links.centre(new SubscriberId("erased")),
            link + "A",
            "/p/x")) {
      for (String method : List.of("GET", "POST")) {
        mailing.stores.calls.clear();
        mailing.wires.asked.clear();
        HttpResponse answer =
            mailing.call(method, bad, Map.of("content-type", Mailing.URLENCODED), "do=leaveAll");
        assertThat(answer).isEqualTo(forged);
        assertThat(mailing.stores.calls).isEqualTo(work).containsExactly("read standing");
        assertThat(mailing.wires.asked).isEqualTo(read).containsExactly("topics", "branding");
      }
    }
    assertThat(forged.status()).isEqualTo(404);
  }
}
