package dev.sluice.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.lambda.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A link in a message")
class UnsubscribeLinkTest {

  private final PreferencesFixture fixture = new PreferencesFixture();
  private final SubscriberState before = fixture.state();

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("shows a page with a button and changes nothing, whatever a scanner's GET carries")
  @CsvSource({
    "sec-purpose, prefetch",
    "purpose, prefetch",
    "x-moz, prefetch",
    "cookie, a=b",
    "user-agent, scanner"
  })
  void getChangesNothing(String header, String value) {
    HttpResponse page =
        fixture.call(
            "GET", fixture.unsubscribeLink(), Map.of(header, value), PreferencesFixture.CLICK);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("<form method=\"post\">", "<button", "<bdi>Offers</bdi>");
    assertThat(PreferencesFixture.text(page)).contains("receipts and password resets");
    assertThat(fixture.state()).isEqualTo(before);
    assertThat(fixture.stores.calls).doesNotContain("commit");
  }

  @Test
  @DisplayName("has a button that does what a mail client's does")
  void hasButtonWithOneClickBody() {
    assertThat(fixture.get(fixture.unsubscribeLink()).body())
        .contains("name=\"List-Unsubscribe\" value=\"One-Click\"");
  }

  @Test
  @DisplayName("says so once the topic has been left")
  void saysWhenUnsubscribed() {
    HttpResponse left = fixture.click(fixture.unsubscribeLink());

    assertThat(fixture.get(fixture.unsubscribeLink())).isEqualTo(left);
  }

  @Test
  @DisplayName("still works after a year and one rotation of the key")
  void survivesOneKeyRotation() {
    String link = fixture.unsubscribeLink();
    fixture.links.rotateKey(2);
    fixture.advanceClock(Duration.ofDays(366));

    assertThat(fixture.click(link).status()).isEqualTo(200);
    assertThat(fixture.hasUnsubscribed()).isTrue();
  }

  @Test
  @DisplayName("is no good once it is expired")
  void failsOnceExpired() {
    String link = fixture.unsubscribeLink();
    fixture.advanceClock(Duration.ofDays(402));

    assertInvalid(link);
  }

  @Test
  @DisplayName("is no good once its key was rotated out")
  void failsOnceKeyIsRotatedOut() {
    String link = fixture.unsubscribeLink();
    fixture.links.rotateKey(2);
    fixture.links.rotateKey(3);

    assertInvalid(link);
  }

  @Test
  @DisplayName("is no good for another purpose")
  void failsForAnotherPurpose() {
    assertInvalid(fixture.preferencesLink().replace("/p/", "/u/"));
    assertNoSuchLink(fixture.get(fixture.unsubscribeLink().replace("/u/", "/p/")));
  }

  @Test
  @DisplayName("is no good once the subscriber is erased")
  void failsOnceSubscriberIsErased() {
    assertInvalid(fixture.links.unsubscribePath(new SubscriberId("somebody-else")));
  }

  @Test
  @DisplayName("is no good if any of its characters is changed, left out or added")
  void failsIfTamperedWith() {
    String link = fixture.unsubscribeLink();
    for (int at = "/u/".length(); at < link.length(); at++) {
      char other = link.charAt(at) == 'A' ? 'B' : 'A';
      assertInvalid(link.substring(0, at) + other + link.substring(at + 1));
      assertInvalid(link.substring(0, at) + link.substring(at + 1));
      assertInvalid(link.substring(0, at) + other + link.substring(at));
    }
    assertInvalid(link + "A");
    assertInvalid(link + "=");
    for (String odd : List.of("x", "%00", "%", "..", "a".repeat(5_000), "<script>", "'%22")) {
      assertInvalid("/u/" + odd);
    }
  }

  @Test
  @DisplayName("costs the same work whether its subscriber exists or was erased")
  void takesSameWorkForErasedSubscriber() {
    fixture.get(fixture.unsubscribeLink());
    List<String> good = reads();
    fixture.get(fixture.links.unsubscribePath(new SubscriberId("erased")));

    assertThat(reads()).isEqualTo(good).contains("read state");
  }

  @Test
  @DisplayName("is answered without a read of any store if it is forged, whatever is done with it")
  void readsNothingIfForged() {
    for (String base : List.of("/u/forged", "/p/forged")) {
      fixture.get(base);
      fixture.post(base, PreferencesFixture.CLICK);
      fixture.post(base, "x".repeat(10_000));
    }
    fixture.get("/p/forged/data");
    fixture.get("/p/forged/erase");
    fixture.post("/p/forged/erase", "action=erase");

    assertThat(reads()).isEmpty();
  }

  private List<String> reads() {
    List<String> calls =
        Stream.concat(fixture.stores.calls.stream(), fixture.storeFaults.calls.stream()).toList();
    fixture.stores.calls.clear();
    fixture.storeFaults.calls.clear();
    return calls;
  }

  private void assertInvalid(String link) {
    assertNoSuchLink(fixture.get(link));
    assertNoSuchLink(fixture.click(link));
    assertNoSuchLink(fixture.call("POST", link, Map.of(), "wrong"));
    assertThat(fixture.state()).isEqualTo(before);
    assertThat(fixture.logged).isEmpty();
  }

  /** One answer to all, byte by byte. */
  private void assertNoSuchLink(HttpResponse answer) {
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer).isEqualTo(fixture.get("/u/forged"));
    assertThat(answer.body()).contains("This link does not work").doesNotContain("<form", "Offers");
  }
}
