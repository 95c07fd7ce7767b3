package dev.sluice.preferences;

import static dev.sluice.preferences.Mailing.CLICK;
import static dev.sluice.preferences.Mailing.URLENCODED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.http.HttpResponse;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.event.DomainEvent;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("One click on a good link")
class OneClickTest {

  private static final String MULTIPART = "multipart/form-data; boundary=x1";
  private static final String IN_PARTS =
      "--x1\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n"
          + "--x1--\r\n";

  private final Mailing mailing = new Mailing();

  @ParameterizedTest(name = "{0}, body {1}")
  @DisplayName("leaves the topic and answers 200, however clients word it")
  @CsvSource(
      delimiter = '|',
      value = {
        "application/x-www-form-urlencoded               | List-Unsubscribe=One-Click",
        "application/x-www-form-urlencoded; charset=utf-8| List-Unsubscribe=One-Click",
        "APPLICATION/X-WWW-FORM-URLENCODED               | list-unsubscribe=one-click",
        "application/x-www-form-urlencoded               | List%2DUnsubscribe=One%2DClick",
        "application/x-www-form-urlencoded               | a=b&List-Unsubscribe=One-Click&c=%",
        "text/plain                                      | List-Unsubscribe=One-Click",
        "application/json                                | List-Unsubscribe=One-Click",
        "none                                            | List-Unsubscribe=One-Click",
      })
  void leavesByPairs(String type, String body) {
    Map<String, String> headers =
        type.equals("none") ? Map.of() : Map.of("content-type", type.strip());

    assertLeft(mailing.call("POST", mailing.link(), headers, body.strip() + "\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("leaves the topic and answers 200, in whatever multipart clients send")
  @ValueSource(
      strings = {
        MULTIPART,
        "Multipart/Form-Data; charset=utf-8; Boundary=\"x1\"",
        "multipart/mixed; boundary=x1; charset=utf-8"
      })
  void leavesByParts(String type) {
    assertLeft(mailing.call("POST", mailing.link(), Map.of("content-type", type), IN_PARTS));
  }

  @Test
  @DisplayName("is found in a multipart with bare line feeds, bare names and other parts")
  void leavesByOddParts() {
    String body =
        "--x1\nContent-Disposition: form-data; name=other\n\nOne-Click\n"
            + "--x1\ncontent-disposition: form-data; name=List-Unsubscribe\n"
            + "Content-Type: text/plain\n\nOne-Click\n--x1--";
    assertLeft(mailing.call("POST", mailing.link(), Map.of("content-type", MULTIPART), body));
  }

  @ParameterizedTest(name = "{0}, body {1}")
  @DisplayName("is asked for again with 400, and nothing is changed, if the body is another one")
  @CsvSource(
      delimiter = '|',
      value = {
        "application/x-www-form-urlencoded | ''",
        "application/x-www-form-urlencoded | List-Unsubscribe",
        "application/x-www-form-urlencoded | List-Unsubscribe=",
        "application/x-www-form-urlencoded | List-Unsubscribe=No",
        "application/x-www-form-urlencoded | Unsubscribe=One-Click",
        "application/json                  | {\"List-Unsubscribe\":\"One-Click\"}",
        "multipart/form-data               | List-Unsubscribe=One-Click",
        "multipart/form-data; boundary=x1  | List-Unsubscribe=One-Click",
        "multipart/form-data; boundary=x1  | --x1",
      })
  void asksAgain(String type, String body) {
    Standing before = mailing.standing();

    HttpResponse answer =
        mailing.call("POST", mailing.link(), Map.of("content-type", type.strip()), body.strip());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("<button", "Offers");
    assertThat(mailing.standing()).isEqualTo(before);
  }

  @Test
  @DisplayName("is refused with 413 if the body is larger than any client's")
  void refusesLargeBodies() {
    Map<String, String> headers = Map.of("content-type", URLENCODED);
    String large = CLICK + "&x=" + "y".repeat(OneClickBody.MAX_BYTES);

    assertThat(mailing.call("POST", mailing.link(), headers, large).status()).isEqualTo(413);
    assertThat(mailing.hasLeft()).isFalse();
  }

  @Test
  @DisplayName("answers the same 200 when repeated, and writes once")
  void isIdempotent() {
    HttpResponse first = mailing.click(mailing.link());
    Standing once = mailing.standing();

    HttpResponse second = mailing.click(mailing.link());

    assertThat(second).isEqualTo(first);
    assertThat(second.status()).isEqualTo(200);
    assertThat(mailing.standing()).isEqualTo(once);
  }

  @Test
  @DisplayName("needs no cookie, sets none, and redirects nowhere")
  void needsNoCookie() {
    HttpResponse answer = mailing.click(mailing.link());

    assertThat(answer.headers()).doesNotContainKeys("set-cookie", "location", "refresh");
  }

  @Test
  @DisplayName("keeps the cadence, for those who come back")
  void keepsTheCadence() {
    mailing.click(mailing.link());

    assertThat(mailing.choice())
        .contains(new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.WEEKLY));
  }

  @Test
  @DisplayName("counts also against visits that write at the same time")
  void winsAgainstVisits() {
    mailing.stores.losses = 9;

    assertLeft(mailing.click(mailing.link()));
  }

  @Test
  @DisplayName("answers 200 to both of two clicks at the same time, and writes once")
  void twoAtOnce() {
    long version = mailing.standing().version();
    mailing.stores.beforeCommit = () -> mailing.click(mailing.link());

    assertLeft(mailing.click(mailing.link()));

    assertThat(mailing.stores.calls)
        .containsExactly("read standing", "commit", "read standing", "commit", "read standing");
    assertThat(mailing.standing().version()).isEqualTo(version + 1);
  }

  @Test
  @DisplayName("is recorded with its means and campaign, once, and told to other systems")
  void isRecorded() {
    mailing.click(mailing.link());
    mailing.click(mailing.link());

    TopicChoice left = new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.WEEKLY);
    ConsentRecord record =
        new ConsentRecord(
            Mailing.NOW,
            Mailing.ANNA,
            new ConsentChange.TopicChosen(Mailing.OFFERS, left),
            Means.ONE_CLICK,
            Optional.of(new CampaignId("spring")));
    assertThat(mailing.stores.records(Mailing.ANNA, Optional.empty(), 10).records())
        .containsExactly(record);
    assertThat(mailing.events).containsExactly(DomainEvent.of(record));
  }

  @Test
  @DisplayName("asks to try again, with 503, when others write first every time")
  void givesUpInTheEnd() {
    mailing.stores.losses = 10;

    HttpResponse answer = mailing.click(mailing.link());

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("retry-after", "1");
    assertThat(answer.body()).contains("<button");
    assertThat(mailing.hasLeft()).isFalse();
  }

  private void assertLeft(HttpResponse answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(Mailing.text(answer)).contains("You are unsubscribed", "Offers", "receipts");
    assertThat(mailing.hasLeft()).isTrue();
  }
}
