package dev.sluice.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.http.HttpResponse;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.standing.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A link in a message")
class LinksTest {

  private final Mailing mailing = new Mailing();
  private final Standing before = mailing.standing();

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
    HttpResponse page = mailing.call("GET", mailing.link(), Map.of(header, value), Mailing.CLICK);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("<form method=\"post\">", "<button", "<bdi>Offers</bdi>");
    assertThat(Mailing.text(page)).contains("receipts and password resets, still comes");
    assertThat(mailing.standing()).isEqualTo(before);
    assertThat(mailing.stores.calls).doesNotContain("commit");
  }

  @Test
  @DisplayName("has a button that does what a mail client's does")
  void buttonIsOneClick() {
    assertThat(mailing.get(mailing.link()).body())
        .contains("name=\"List-Unsubscribe\" value=\"One-Click\"");
  }

  @Test
  @DisplayName("says so once the topic has been left")
  void saysWhenLeft() {
    HttpResponse left = mailing.click(mailing.link());

    assertThat(mailing.get(mailing.link())).isEqualTo(left);
  }

  @Test
  @DisplayName("still works after a year and one rotation of the key")
  void outlivesARotation() {
    String link = mailing.link();
    mailing.links.rotate(2);
    mailing.pass(Duration.ofDays(366));

    assertThat(mailing.click(link).status()).isEqualTo(200);
    assertThat(mailing.hasLeft()).isTrue();
  }

  @Test
  @DisplayName("is no good once it is expired")
  void expires() {
    String link = mailing.link();
    mailing.pass(Duration.ofDays(402));

    assertNoGood(link);
  }

  @Test
  @DisplayName("is no good once its key was rotated out")
  void losesItsKey() {
    String link = mailing.link();
    mailing.links.rotate(2);
    mailing.links.rotate(3);

    assertNoGood(link);
  }

  @Test
  @DisplayName("is no good for another purpose")
  void isForOnePurpose() {
    assertNoGood(mailing.preferencesLink().replace("/p/", "/u/"));
    assertNoSuchLink(mailing.get(mailing.link().replace("/u/", "/p/")));
  }

  @Test
  @DisplayName("is no good once the subscriber is erased")
  void subscriberIsErased() {
    assertNoGood(mailing.links.leaving(new SubscriberId("somebody-else")));
  }

  @Test
  @DisplayName("is no good if any of its characters is changed, left out or added")
  void isTamperProof() {
    String link = mailing.link();
    for (int at = "/u/".length(); at < link.length(); at++) {
      char other = link.charAt(at) == 'A' ? 'B' : 'A';
      assertNoGood(link.substring(0, at) + other + link.substring(at + 1));
      assertNoGood(link.substring(0, at) + link.substring(at + 1));
      assertNoGood(link.substring(0, at) + other + link.substring(at));
    }
    assertNoGood(link + "A");
    assertNoGood(link + "=");
    for (String odd : List.of("x", "%00", "%", "..", "a".repeat(5_000), "<script>", "'%22")) {
      assertNoGood("/u/" + odd);
    }
  }

  @Test
  @DisplayName("costs the same work whether it is good, forged or of an erased subscriber")
  void sameWork() {
    mailing.get(mailing.link());
    List<String> good = List.copyOf(mailing.stores.calls);
    for (String bad : List.of("/u/forged", mailing.links.leaving(new SubscriberId("erased")))) {
      mailing.stores.calls.clear();
      mailing.get(bad);

      assertThat(mailing.stores.calls).isEqualTo(good).containsExactly("read standing");
    }
  }

  private void assertNoGood(String link) {
    assertNoSuchLink(mailing.get(link));
    assertNoSuchLink(mailing.click(link));
    assertNoSuchLink(mailing.call("POST", link, Map.of(), "wrong"));
    assertThat(mailing.standing()).isEqualTo(before);
    assertThat(mailing.logged).isEmpty();
  }

  /** One answer to all, byte by byte. */
  private void assertNoSuchLink(HttpResponse answer) {
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer).isEqualTo(mailing.get("/u/forged"));
    assertThat(answer.body()).contains("This link does not work").doesNotContain("<form", "Offers");
  }
}
