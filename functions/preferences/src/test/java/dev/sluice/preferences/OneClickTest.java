package dev.sluice.preferences;

import static dev.sluice.preferences.PreferencesFixture.CLICK;
import static dev.sluice.preferences.PreferencesFixture.URLENCODED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.support.OptimisticLock;
import dev.sluice.lambda.http.HttpResponse;
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

  private final PreferencesFixture fixture = new PreferencesFixture();

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
  void unsubscribesWithUrlEncodedBody(String type, String body) {
    Map<String, String> headers =
        type.equals("none") ? Map.of() : Map.of("content-type", type.strip());

    assertUnsubscribed(
        fixture.call("POST", fixture.unsubscribeLink(), headers, body.strip() + "\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("leaves the topic and answers 200, in whatever multipart clients send")
  @ValueSource(
      strings = {
        MULTIPART,
        "Multipart/Form-Data; charset=utf-8; Boundary=\"x1\"",
        "multipart/mixed; boundary=x1; charset=utf-8"
      })
  void unsubscribesWithMultipartBody(String type) {
    assertUnsubscribed(
        fixture.call("POST", fixture.unsubscribeLink(), Map.of("content-type", type), IN_PARTS));
  }

  @Test
  @DisplayName("is found in a multipart with bare line feeds, bare names and other parts")
  void unsubscribesWithUnusualMultipart() {
    String body =
        "--x1\nContent-Disposition: form-data; name=other\n\nOne-Click\n"
            + "--x1\ncontent-disposition: form-data; name=List-Unsubscribe\n"
            + "Content-Type: text/plain\n\nOne-Click\n--x1--";
    assertUnsubscribed(
        fixture.call("POST", fixture.unsubscribeLink(), Map.of("content-type", MULTIPART), body));
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
  void rejectsOtherBodies(String type, String body) {
    SubscriberState before = fixture.state();

    HttpResponse answer =
        fixture.call(
            "POST", fixture.unsubscribeLink(), Map.of("content-type", type.strip()), body.strip());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("<button", "Offers");
    assertThat(fixture.state()).isEqualTo(before);
  }

  @Test
  @DisplayName("is refused with 413 if the body is larger than any client's")
  void rejectsOversizedBodies() {
    Map<String, String> headers = Map.of("content-type", URLENCODED);
    String large = CLICK + "&x=" + "y".repeat(OneClickBody.MAX_BYTES);

    assertThat(fixture.call("POST", fixture.unsubscribeLink(), headers, large).status())
        .isEqualTo(413);
    assertThat(fixture.hasUnsubscribed()).isFalse();
  }

  @Test
  @DisplayName("answers the same 200 when repeated, and writes once")
  void isIdempotent() {
    HttpResponse first = fixture.click(fixture.unsubscribeLink());
    SubscriberState once = fixture.state();

    HttpResponse second = fixture.click(fixture.unsubscribeLink());

    assertThat(second).isEqualTo(first);
    assertThat(second.status()).isEqualTo(200);
    assertThat(fixture.state()).isEqualTo(once);
  }

  @Test
  @DisplayName("needs no cookie, sets none, and redirects nowhere")
  void needsNoCookie() {
    HttpResponse answer = fixture.click(fixture.unsubscribeLink());

    assertThat(answer.headers()).doesNotContainKeys("set-cookie", "location", "refresh");
  }

  @Test
  @DisplayName("keeps the cadence, for those who come back")
  void keepsCadence() {
    fixture.click(fixture.unsubscribeLink());

    assertThat(fixture.choice())
        .contains(new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.WEEKLY));
  }

  @Test
  @DisplayName("counts also against visits that write at the same time")
  void winsAgainstConcurrentDelivery() {
    fixture.stores.losses = OptimisticLock.MAX_ATTEMPTS - 1;

    assertUnsubscribed(fixture.click(fixture.unsubscribeLink()));
  }

  @Test
  @DisplayName("answers 200 to both of two clicks at the same time, and writes once")
  void writesOnceForConcurrentClicks() {
    long version = fixture.state().version();
    fixture.stores.beforeCommit = () -> fixture.click(fixture.unsubscribeLink());

    assertUnsubscribed(fixture.click(fixture.unsubscribeLink()));

    assertThat(fixture.stores.calls)
        .containsExactly("read state", "commit", "read state", "commit", "read state");
    assertThat(fixture.state().version()).isEqualTo(version + 1);
  }

  @Test
  @DisplayName("is recorded with its means and campaign, once, and told to other systems")
  void recordsSourceAndCampaignOnce() {
    fixture.click(fixture.unsubscribeLink());
    fixture.click(fixture.unsubscribeLink());

    TopicChoice left = new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.WEEKLY);
    ConsentRecord record =
        new ConsentRecord(
            PreferencesFixture.NOW,
            PreferencesFixture.ANNA,
            new ConsentChange.TopicChosen(PreferencesFixture.OFFERS, left),
            ConsentSource.ONE_CLICK,
            Optional.of(new CampaignId("spring")));
    assertThat(fixture.subscribers.records(PreferencesFixture.ANNA, Optional.empty(), 10).records())
        .containsExactly(record);
    assertThat(fixture.events).containsExactly(DomainEvent.of(record));
  }

  @Test
  @DisplayName("asks to try again, with 503, when others write first every time")
  void respondsUnavailableAfterRepeatedConflicts() {
    fixture.stores.losses = OptimisticLock.MAX_ATTEMPTS;

    HttpResponse answer = fixture.click(fixture.unsubscribeLink());

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("retry-after", "1");
    assertThat(answer.body()).contains("<button");
    assertThat(fixture.hasUnsubscribed()).isFalse();
  }

  private void assertUnsubscribed(HttpResponse answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(PreferencesFixture.text(answer))
        .contains("You have unsubscribed", "Offers", "receipts");
    assertThat(fixture.hasUnsubscribed()).isTrue();
  }
}
