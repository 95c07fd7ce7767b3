package dev.sluice.preferences;

import static dev.sluice.preferences.PreferencesFixture.ANNA;
import static dev.sluice.preferences.PreferencesFixture.CLICK;
import static dev.sluice.preferences.PreferencesFixture.OFFERS;
import static dev.sluice.preferences.PreferencesFixture.URLENCODED;
import static dev.sluice.preferences.StoreFaultInjector.BROKEN;
import static dev.sluice.preferences.StoreFaultInjector.THROTTLED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.mail.link.LinkClaims;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Every request for a link, with its answer and what it leaves changed")
class OneClickDecisionTableTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final String MULTIPART = "multipart/form-data; boundary=x1";
  private static final String PART =
      "--x1\r\n"
          + "Content-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n"
          + "One-Click\r\n"
          + "--x1--\r\n";

  private final PreferencesFixture fixture = new PreferencesFixture();

  /** What is answered. */
  private enum Answer {
    /** The page with the button. */
    ASKS,
    /** The page that confirms. */
    CONFIRMS,
    /** The one page for whatever is no good. */
    NO_SUCH_LINK,
    /** Headers and nothing else. */
    NOTHING,
    /** A page that says that it was not done. */
    REFUSES
  }

  /** A row: a request, and what must come of it. */
  private record Row(
      String request,
      Function<PreferencesFixture, HttpResponse> call,
      int status,
      Answer answer,
      boolean leaves) {

    @Override
    public String toString() {
      return "%s: %d, %s, %s"
          .formatted(request, status, answer, leaves ? "topic is left" : "nothing is changed");
    }
  }

  private static Stream<Row> rows() {
    return Stream.of(bodies(), looks(), links(), others(), faults()).flatMap(Function.identity());
  }

  private static Stream<Row> bodies() {
    return Stream.of(
        leaves("POST urlencoded", post(URLENCODED, CLICK)),
        leaves("POST multipart", post(MULTIPART, PART)),
        leaves("POST without a type", m -> m.call("POST", m.unsubscribeLink(), Map.of(), CLICK)),
        leaves("POST with a cookie", callWith("POST", "cookie", "session=1")),
        leaves("POST from another site", callWith("POST", "origin", "https://evil.example")),
        leaves("POST that says prefetch", callWith("POST", "purpose", "prefetch")),
        new Row("POST, empty", post(URLENCODED, ""), 400, Answer.ASKS, false),
        new Row("POST of other fields", post(URLENCODED, "a=b"), 400, Answer.ASKS, false),
        new Row("POST of JSON", post("application/json", "{}"), 400, Answer.ASKS, false),
        new Row("POST of a cut part", post(MULTIPART, "--x1"), 400, Answer.ASKS, false),
        new Row("POST, largest", post(URLENCODED, bodyOfSize(0)), 200, Answer.CONFIRMS, true),
        new Row("POST, oversized", post(URLENCODED, bodyOfSize(1)), 413, Answer.REFUSES, false));
  }

  private static Stream<Row> looks() {
    return Stream.of(
        asks("GET", m -> m.get(m.unsubscribeLink())),
        asks("GET with the body of a click", callWith("GET", "content-type", URLENCODED)),
        asks("GET, Purpose: prefetch", callWith("GET", "purpose", "prefetch")),
        asks("GET, Sec-Purpose: prefetch", callWith("GET", "sec-purpose", "prefetch;prerender")),
        asks("GET, X-Purpose: preview", callWith("GET", "x-purpose", "preview")),
        asks("GET, X-Moz: prefetch", callWith("GET", "x-moz", "prefetch")),
        new Row("HEAD", callWith("HEAD", "a", "b"), 200, Answer.NOTHING, false),
        new Row("HEAD, forged", m -> call(m, "HEAD", "/u/x"), 404, Answer.NOTHING, false),
        new Row("OPTIONS", callWith("OPTIONS", "a", "b"), 405, Answer.REFUSES, false),
        new Row("PUT", callWith("PUT", "content-type", URLENCODED), 405, Answer.REFUSES, false),
        new Row("PATCH", callWith("PATCH", "content-type", URLENCODED), 405, Answer.REFUSES, false),
        new Row("DELETE", callWith("DELETE", "a", "b"), 405, Answer.REFUSES, false));
  }

  private static Stream<Row> links() {
    return Stream.of(
        leaves("POST, previous key", m -> later(m, Duration.ZERO, 1)),
        refused("POST, dropped key", m -> later(m, Duration.ZERO, 2)),
        leaves("POST on day 400", m -> later(m, DAY.multipliedBy(400), 0)),
        refused("POST on day 401", m -> later(m, DAY.multipliedBy(401), 0)),
        leaves("POST, dated tomorrow", m -> later(m, DAY.negated(), 0)),
        refused("POST, dated the day after", m -> later(m, DAY.multipliedBy(-2), 0)),
        refused("POST, no token of ours", m -> m.click("/u/AAAA")),
        refused("POST, too long", m -> m.click("/u/" + "A".repeat(10_000))),
        refused(
            "POST, cut off",
            m -> m.click(m.unsubscribeLink().substring(0, m.unsubscribeLink().length() - 1))),
        refused("POST, padded", m -> m.click(m.unsubscribeLink() + "=")),
        refused(
            "POST, of the centre",
            m -> m.click("/u/" + m.links.tokens().sign(preferencesClaims()))),
        refused("POST, of feedback", m -> m.click("/u/" + m.links.tokens().sign(feedback()))),
        refused("POST, erased", m -> m.click(m.links.unsubscribePath(new SubscriberId("erased")))),
        refused("GET, erased", m -> m.get(m.links.unsubscribePath(new SubscriberId("erased")))),
        refused("GET /p, of leaving", m -> m.get(m.unsubscribeLink().replace("/u/", "/p/"))),
        refused("GET /p, of feedback", m -> m.get("/p/" + m.links.tokens().sign(feedback()))));
  }

  private static Stream<Row> others() {
    return Stream.of(
        leaves("POST, repeated", m -> clickTwice(m, m.unsubscribeLink())),
        new Row(
            "POST, topic removed",
            m -> m.click(linkOfErasedSubscriber(m)),
            200,
            Answer.CONFIRMS,
            false),
        new Row(
            "POST, others faster",
            OneClickDecisionTableTest::clickUnderConflicts,
            503,
            Answer.ASKS,
            false));
  }

  private static Stream<Row> faults() {
    return Stream.of("topics", "state", "branding", "commit")
        .flatMap(wire ->
            Stream.of(
                new Row(
                    "POST, throttled " + wire,
                    withStoreFailure(wire, THROTTLED),
                    503,
                    Answer.REFUSES,
                    false),
                new Row(
                    "POST, broken " + wire,
                    withStoreFailure(wire, BROKEN),
                    500,
                    Answer.REFUSES,
                    false)));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("is answered exactly so")
  @MethodSource("rows")
  void respondsAsListed(Row row) {
    SubscriberState before = fixture.state();

    HttpResponse answer = row.call().apply(fixture);

    assertThat(answer.status()).isEqualTo(row.status());
    assertThat(kind(answer)).isEqualTo(row.answer());
    assertThat(answer.headers())
        .doesNotContainKeys("set-cookie", "location", "refresh")
        .containsEntry("cache-control", "no-store");
    assertThat(fixture.choice())
        .contains(
            new TopicChoice(
                row.leaves() ? Subscription.UNSUBSCRIBED : Subscription.SUBSCRIBED,
                before.consents().choices().get(OFFERS).cadence()));
    assertThat(fixture.logged)
        .hasSize(row.answer() == Answer.REFUSES && row.status() >= 500 ? 1 : 0);
  }

  @Test
  @DisplayName("leaves a removed topic all the same, and writes once however often it is asked")
  void unsubscribesRemovedTopicOnce() {
    HttpResponse first = fixture.click(linkOfErasedSubscriber(fixture));
    SubscriberState once = fixture.state();

    assertThat(fixture.click(linkOfErasedSubscriber(fixture))).isEqualTo(first);
    assertThat(fixture.state()).isEqualTo(once);
    assertThat(Optional.ofNullable(once.consents().choices().get(new TopicId("gone"))))
        .map(TopicChoice::subscription)
        .contains(Subscription.UNSUBSCRIBED);
  }

  @Test
  @DisplayName("is refused whichever bit of the token is turned, byte by byte")
  void failsForEveryChangedBit() {
    byte[] token =
        Base64.getUrlDecoder().decode(fixture.unsubscribeLink().substring("/u/".length()));
    HttpResponse refusal = fixture.get("/u/forged");
    SubscriberState before = fixture.state();
    for (int bit = 0; bit < token.length * 8; bit++) {
      byte[] turned = token.clone();
      turned[bit / 8] ^= (byte) (1 << bit % 8);
      String link = "/u/" + Base64.getUrlEncoder().withoutPadding().encodeToString(turned);

      assertThat(fixture.get(link)).as("GET, bit %d", bit).isEqualTo(refusal);
      assertThat(fixture.click(link)).as("POST, bit %d", bit).isEqualTo(refusal);
    }
    assertThat(fixture.state()).isEqualTo(before);
    assertThat(fixture.stores.calls).doesNotContain("commit");
  }

  private Answer kind(HttpResponse answer) {
    fixture.storeFaults.clear();
    if (answer.equals(fixture.get("/u/forged"))) {
      return Answer.NO_SUCH_LINK;
    }
    if (answer.body().isEmpty()) {
      return Answer.NOTHING;
    }
    if (answer.body().contains("Open this page again")) {
      return Answer.REFUSES;
    }
    return answer.body().contains("name=\"List-Unsubscribe\" value=\"One-Click\"")
        ? Answer.ASKS
        : Answer.CONFIRMS;
  }

  private static Row leaves(String request, Function<PreferencesFixture, HttpResponse> call) {
    return new Row(request, call, 200, Answer.CONFIRMS, true);
  }

  private static Row asks(String request, Function<PreferencesFixture, HttpResponse> call) {
    return new Row(request, call, 200, Answer.ASKS, false);
  }

  private static Row refused(String request, Function<PreferencesFixture, HttpResponse> call) {
    return new Row(request, call, 404, Answer.NO_SUCH_LINK, false);
  }

  private static Function<PreferencesFixture, HttpResponse> post(String type, String body) {
    return m -> m.call("POST", m.unsubscribeLink(), Map.of("content-type", type), body);
  }

  private static Function<PreferencesFixture, HttpResponse> callWith(
      String method, String header, String value) {
    return m -> m.call(method, m.unsubscribeLink(), Map.of(header, value), CLICK);
  }

  private static HttpResponse call(PreferencesFixture mailing, String method, String path) {
    return mailing.call(method, path, Map.of(), "");
  }

  private static HttpResponse later(PreferencesFixture mailing, Duration passed, int rotations) {
    String link = mailing.unsubscribeLink();
    for (int i = 0; i < rotations; i++) {
      mailing.links.rotateKey(i + 2);
    }
    mailing.advanceClock(passed);
    return mailing.click(link);
  }

  private static HttpResponse clickTwice(PreferencesFixture mailing, String link) {
    HttpResponse first = mailing.click(link);
    assertThat(mailing.click(link)).isEqualTo(first);
    return first;
  }

  private static HttpResponse clickUnderConflicts(PreferencesFixture mailing) {
    mailing.stores.losses = 100;
    return mailing.click(mailing.unsubscribeLink());
  }

  private static Function<PreferencesFixture, HttpResponse> withStoreFailure(
      String wire, RuntimeException failure) {
    return m -> {
      m.storeFaults.failOn(wire, failure);
      return m.click(m.unsubscribeLink());
    };
  }

  private static LinkClaims preferencesClaims() {
    return LinkClaims.preferences(ANNA.value());
  }

  private static LinkClaims feedback() {
    return LinkClaims.feedback(ANNA.value());
  }

  private static String linkOfErasedSubscriber(PreferencesFixture mailing) {
    return "/u/"
        + mailing.links.tokens().sign(LinkClaims.unsubscribe(ANNA.value(), "gone", "spring"));
  }

  /** A click with as much beside it as is taken, and {@code more} bytes. */
  private static String bodyOfSize(int more) {
    String start = CLICK + "&x=";
    return start + "y".repeat(OneClickBody.MAX_BYTES - start.length() + more);
  }
}
