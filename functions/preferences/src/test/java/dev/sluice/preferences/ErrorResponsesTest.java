package dev.sluice.preferences;

import static dev.sluice.preferences.PreferencesFixture.URLENCODED;
import static dev.sluice.preferences.StoreFaultInjector.BROKEN;
import static dev.sluice.preferences.StoreFaultInjector.THROTTLED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.state.SubscriberState;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import dev.sluice.mail.i18n.Language;
import dev.sluice.mail.i18n.Languages;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of what is answered when a request is not done, on every route that people open. */
@DisplayName("What is not done")
class ErrorResponsesTest {

  /** Who reads another language than their browser asks for. */
  private static final Map<String, String> BROWSER =
      Map.of("accept-language", "et", "content-type", URLENCODED);

  private final PreferencesFixture fixture = new PreferencesFixture();

  /** A way in: a route, with the form that it takes. */
  private record FormRoute(String method, String path, String form) {

    HttpResponse go(PreferencesFixture mailing, String query) {
      return mailing.call(method, path + query, BROWSER, form);
    }

    boolean isLook() {
      return !method.equals("POST");
    }
  }

  private static List<FormRoute> formRoutes(PreferencesFixture mailing) {
    String centre = mailing.preferencesLink();
    return List.of(
        new FormRoute("GET", mailing.unsubscribeLink(), ""),
        new FormRoute("HEAD", mailing.unsubscribeLink(), ""),
        new FormRoute("POST", mailing.unsubscribeLink(), PreferencesFixture.CLICK),
        new FormRoute("GET", centre, ""),
        new FormRoute("HEAD", centre, ""),
        new FormRoute("POST", centre, "do=leaveAll"),
        new FormRoute("GET", centre + "/data", ""),
        new FormRoute("GET", centre + "/erase", ""),
        new FormRoute("POST", centre + "/erase", "do=erase"));
  }

  static List<Language> languages() {
    return Languages.installed().all();
  }

  @Test
  @DisplayName("is told on every route there is")
  void coversEveryRoute() {
    String[] tokens = {
      fixture.unsubscribeLink().substring(3), fixture.preferencesLink().substring(3)
    };
    assertThat(
            formRoutes(fixture).stream()
                .map(way -> way.method() + " " + way.path())
                .map(key -> key.replace(tokens[0], "{token}").replace(tokens[1], "{token}")))
        .containsExactlyInAnyOrderElementsOf(fixture.routes());
  }

  @Test
  @DisplayName("is 503 for what passes and 500 for what stays, in a page, wherever it failed")
  void respondsWithPageForTransientAndPermanentFailures() {
    for (FormRoute way : formRoutes(fixture)) {
      for (String wire : List.of("topics", "state", "branding")) {
        assertFailurePage(way, wire, THROTTLED, 503, "Meil on praegu liiga kiire");
        assertFailurePage(way, wire, BROKEN, 500, "Meie poolel läks midagi valesti");
      }
    }
    assertThat(fixture.stores.calls).doesNotContain("commit");
  }

  @Test
  @DisplayName("is told likewise once the link proved good, of what only the centre needs")
  void respondsWithPageForFailuresAfterResolution() {
    for (FormRoute way : formRoutes(fixture)) {
      boolean writes = way.method().equals("POST") && !way.path().endsWith("/erase");
      if (writes) {
        assertFailurePage(way, "commit", THROTTLED, 503, "Meil on praegu liiga kiire");
      }
      if (way.path().equals(fixture.preferencesLink())) {
        assertFailurePage(way, "policy", BROKEN, 500, "Meie poolel läks midagi valesti");
        assertFailurePage(way, "names", THROTTLED, 503, "Meil on praegu liiga kiire");
      }
    }
  }

  @Test
  @DisplayName(
      "says that a failed read changed nothing, and that a failed change may have been saved")
  void saysWhetherAnythingChanged() {
    fixture.storeFaults.failOn("state", THROTTLED);
    for (FormRoute way : formRoutes(fixture)) {
      String text = PreferencesFixture.text(way.go(fixture, "?lang=en"));
      if (way.method().equals("GET")) {
        assertThat(text).contains("Nothing has changed. Please try again in a minute.");
      } else if (way.method().equals("POST")) {
        assertThat(text)
            .contains(
                "We do not know whether your change was saved.", "in a minute", "does no harm")
            .doesNotContain("Nothing has changed");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("is told in the person's language, as soon as it is known who came")
  void usesLanguageOfSubscriber(Language language) {
    fixture.setLanguage(language.tag());
    for (FormRoute way : formRoutes(fixture)) {
      if (way.method().equals("HEAD")) {
        continue;
      }
      fixture.storeFaults.failOn("state", BROKEN);
      assertThat(lang(way.go(fixture, ""))).isEqualTo("et");
      assertThat(lang(way.go(fixture, "?lang=" + language.tag()))).isEqualTo(language.tag());
      fixture.storeFaults.clear();
      if (way.isLook()) {
        continue;
      }
      HttpResponse large = large(way, way.path());
      assertThat(lang(large)).isEqualTo(language.tag());
      assertThat(PreferencesFixture.text(large)).contains(language.message("bad.large"));
    }
    fixture.storeFaults.failOn("commit", THROTTLED);
    HttpResponse busy = fixture.call("POST", fixture.preferencesLink(), BROWSER, "do=leaveAll");
    assertThat(lang(busy)).isEqualTo(language.tag());
    assertThat(PreferencesFixture.text(busy)).contains(language.message("fault.busy"));
  }

  @Test
  @DisplayName("is 413 for a form larger than any of ours, and 404 if the link is not good either")
  void respondsTooLargeToLargeForms() {
    SubscriberState before = fixture.state();
    for (FormRoute way : formRoutes(fixture)) {
      if (way.isLook()) {
        continue;
      }
      assertPage(large(way, way.path()), 413);
      assertPage(large(way, way.path().substring(0, 3) + "forged"), 404);
      String huge = "x".repeat(Route.MAX_BODY_BYTES + 1);
      assertPage(fixture.call("POST", way.path(), BROWSER, huge), 413);
    }
    assertThat(fixture.state()).isEqualTo(before);
  }

  @Test
  @DisplayName("is 400 for a form that is none of ours, or of another type, and asks again")
  void respondsBadRequestToUnknownForms() {
    SubscriberState before = fixture.state();
    for (FormRoute way : formRoutes(fixture)) {
      if (way.isLook()) {
        continue;
      }
      assertPage(fixture.call("POST", way.path(), BROWSER, "do=nothing"), 400);
      Map<String, String> json = Map.of("content-type", "application/json");
      assertPage(fixture.call("POST", way.path(), json, "{\"do\":\"erase\"}"), 400);
      Map<String, String> parts = Map.of("content-type", "multipart/form-data; boundary=x");
      assertPage(fixture.call("POST", way.path(), parts, way.form()), 400);
    }
    assertThat(fixture.state()).isEqualTo(before);
  }

  @Test
  @DisplayName("is 405 for any other method, with those that work, and 404 for any other path")
  void respondsToUnknownMethodsAndPaths() {
    for (FormRoute way : formRoutes(fixture)) {
      HttpResponse answer = fixture.call("PUT", way.path(), BROWSER, way.form());
      assertPage(answer, 405);
      assertThat(answer.headers().get("allow")).contains(way.method());
    }
    for (String path : List.of("/", "/u", "/p/a/b", "/p/a/data/b", "/favicon.ico")) {
      assertPage(fixture.get(path), 404);
    }
  }

  private HttpResponse large(FormRoute way, String path) {
    String padded = way.form() + "&x=" + "y".repeat(OneClickBody.MAX_BYTES);
    return fixture.call("POST", path, BROWSER, padded);
  }

  private void assertFailurePage(
      FormRoute way, String wire, RuntimeException failure, int status, String title) {
    SubscriberState before = fixture.state();
    fixture.logged.clear();
    fixture.storeFaults.failOn(wire, failure);
    HttpResponse answer = way.go(fixture, "");
    fixture.storeFaults.clear();

    assertThat(answer.status()).as("%s without %s", way, wire).isEqualTo(status);
    if (status == 503) {
      assertThat(answer.headers()).containsEntry("retry-after", "1");
    }
    if (way.method().equals("HEAD")) {
      assertThat(answer.body()).isEmpty();
    } else {
      assertPage(answer, status);
      assertThat(Jsoup.parse(answer.body()).title()).isEqualTo(title);
    }
    assertThat(fixture.state()).isEqualTo(before);
    assertThat(fixture.logged).singleElement().asString().doesNotContain("anna", "/u/", "/p/");
  }

  /**
   * Every one has the same frame and the same headers, leads somewhere, and tells nothing inside.
   */
  private void assertPage(HttpResponse answer, int status) {
    HttpResponse model = fixture.get("/u/forged");
    Document page = Jsoup.parse(answer.body());
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers()).containsKeys(model.headers().keySet().toArray(String[]::new));
    for (String strict : List.of("content-type", "cache-control", "referrer-policy")) {
      assertThat(answer.headers()).containsEntry(strict, model.headers().get(strict));
    }
    assertThat(answer.headers().get("content-security-policy")).contains("default-src 'none'");
    assertThat(page.select("h1, main, body > header, body > footer")).hasSize(4);
    assertThat(page.select("html").attr("lang")).isNotBlank();
    assertThat(page.select("main p")).isNotEmpty();
    assertThat(page.text()).doesNotContain("{", "r-1", "anna", "Exception", "DynamoDb", "urn:");
  }

  private static String lang(HttpResponse answer) {
    return Jsoup.parse(answer.body()).select("html").attr("lang");
  }
}
