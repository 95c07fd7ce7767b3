package dev.sluice.preferences;

import static dev.sluice.preferences.Mailing.URLENCODED;
import static dev.sluice.preferences.Wires.BROKEN;
import static dev.sluice.preferences.Wires.THROTTLED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Route;
import dev.sluice.mail.words.Language;
import dev.sluice.mail.words.Languages;
import dev.sluice.scheduling.standing.Standing;
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
class AnswersTest {

  /** Who reads another language than their browser asks for. */
  private static final Map<String, String> BROWSER =
      Map.of("accept-language", "et", "content-type", URLENCODED);

  private final Mailing mailing = new Mailing();

  /** A way in: a route, with the form that it takes. */
  private record Way(String method, String path, String form) {

    HttpResponse go(Mailing mailing, String query) {
      return mailing.call(method, path + query, BROWSER, form);
    }

    boolean isLook() {
      return !method.equals("POST");
    }
  }

  private static List<Way> ways(Mailing mailing) {
    String centre = mailing.preferencesLink();
    return List.of(
        new Way("GET", mailing.link(), ""),
        new Way("HEAD", mailing.link(), ""),
        new Way("POST", mailing.link(), Mailing.CLICK),
        new Way("GET", centre, ""),
        new Way("HEAD", centre, ""),
        new Way("POST", centre, "do=leaveAll"),
        new Way("GET", centre + "/data", ""),
        new Way("GET", centre + "/erase", ""),
        new Way("POST", centre + "/erase", "do=erase"));
  }

  static List<Language> languages() {
    return Languages.installed().all();
  }

  @Test
  @DisplayName("is told on every route there is")
  void everyRoute() {
    String[] tokens = {mailing.link().substring(3), mailing.preferencesLink().substring(3)};
    assertThat(
            ways(mailing).stream()
                .map(way -> way.method() + " " + way.path())
                .map(key -> key.replace(tokens[0], "{token}").replace(tokens[1], "{token}")))
        .containsExactlyInAnyOrderElementsOf(mailing.routes());
  }

  @Test
  @DisplayName("is 503 for what passes and 500 for what stays, in a page, wherever it failed")
  void faults() {
    for (Way way : ways(mailing)) {
      for (String wire : List.of("topics", "standing", "branding")) {
        assertFault(way, wire, THROTTLED, 503, "Meil on praegu liiga kiire");
        assertFault(way, wire, BROKEN, 500, "Meie poolel läks midagi valesti");
      }
    }
    assertThat(mailing.stores.calls).doesNotContain("commit");
  }

  @Test
  @DisplayName("is told likewise once the link proved good, of what only the centre needs")
  void laterFaults() {
    for (Way way : ways(mailing)) {
      boolean writes = way.method().equals("POST") && !way.path().endsWith("/erase");
      if (writes) {
        assertFault(way, "commit", THROTTLED, 503, "Meil on praegu liiga kiire");
      }
      if (way.path().equals(mailing.preferencesLink())) {
        assertFault(way, "policy", BROKEN, 500, "Meie poolel läks midagi valesti");
        assertFault(way, "names", THROTTLED, 503, "Meil on praegu liiga kiire");
      }
    }
  }

  @Test
  @DisplayName("says of a look that nothing was changed, and of a change that nobody can tell yet")
  void whatToDo() {
    mailing.wires.cut("standing", THROTTLED);
    for (Way way : ways(mailing)) {
      String text = Mailing.text(way.go(mailing, "?lang=en"));
      if (way.method().equals("GET")) {
        assertThat(text).contains("Nothing was changed. Please try again in a minute.");
      } else if (way.method().equals("POST")) {
        assertThat(text)
            .contains("We cannot tell whether it was done.", "in a minute", "does no harm")
            .doesNotContain("Nothing was changed");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("is told in the person's language, as soon as it is known who came")
  void personsLanguage(Language language) {
    mailing.read(language.tag());
    for (Way way : ways(mailing)) {
      if (way.method().equals("HEAD")) {
        continue;
      }
      mailing.wires.cut("standing", BROKEN);
      assertThat(lang(way.go(mailing, ""))).isEqualTo("et");
      assertThat(lang(way.go(mailing, "?lang=" + language.tag()))).isEqualTo(language.tag());
      mailing.wires.mend();
      if (way.isLook()) {
        continue;
      }
      HttpResponse large = large(way, way.path());
      assertThat(lang(large)).isEqualTo(language.tag());
      assertThat(Mailing.text(large)).contains(language.say("bad.large"));
    }
    mailing.wires.cut("commit", THROTTLED);
    HttpResponse busy = mailing.call("POST", mailing.preferencesLink(), BROWSER, "do=leaveAll");
    assertThat(lang(busy)).isEqualTo(language.tag());
    assertThat(Mailing.text(busy)).contains(language.say("fault.busy"));
  }

  @Test
  @DisplayName("is 413 for a form larger than any of ours, be the link good or not")
  void tooLarge() {
    Standing before = mailing.standing();
    for (Way way : ways(mailing)) {
      if (way.isLook()) {
        continue;
      }
      for (String path : List.of(way.path(), way.path().substring(0, 3) + "forged")) {
        assertPage(large(way, path), 413);
      }
      String huge = "x".repeat(Route.MAX_BODY_BYTES + 1);
      assertPage(mailing.call("POST", way.path(), BROWSER, huge), 413);
    }
    assertThat(mailing.standing()).isEqualTo(before);
  }

  @Test
  @DisplayName("is 400 for a form that is none of ours, or of another type, and asks again")
  void noForm() {
    Standing before = mailing.standing();
    for (Way way : ways(mailing)) {
      if (way.isLook()) {
        continue;
      }
      assertPage(mailing.call("POST", way.path(), BROWSER, "do=nothing"), 400);
      Map<String, String> json = Map.of("content-type", "application/json");
      assertPage(mailing.call("POST", way.path(), json, "{\"do\":\"erase\"}"), 400);
      Map<String, String> parts = Map.of("content-type", "multipart/form-data; boundary=x");
      assertPage(mailing.call("POST", way.path(), parts, way.form()), 400);
    }
    assertThat(mailing.standing()).isEqualTo(before);
  }

  @Test
  @DisplayName("is 405 for any other method, with those that work, and 404 for any other path")
  void noSuchRoute() {
    for (Way way : ways(mailing)) {
      HttpResponse answer = mailing.call("PUT", way.path(), BROWSER, way.form());
      assertPage(answer, 405);
      assertThat(answer.headers().get("allow")).contains(way.method());
    }
    for (String path : List.of("/", "/u", "/p/a/b", "/p/a/data/b", "/favicon.ico")) {
      assertPage(mailing.get(path), 404);
    }
  }

  private HttpResponse large(Way way, String path) {
    String padded = way.form() + "&x=" + "y".repeat(OneClickBody.MAX_BYTES);
    return mailing.call("POST", path, BROWSER, padded);
  }

  private void assertFault(
      Way way, String wire, RuntimeException failure, int status, String title) {
    Standing before = mailing.standing();
    mailing.logged.clear();
    mailing.wires.cut(wire, failure);
    HttpResponse answer = way.go(mailing, "");
    mailing.wires.mend();

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
    assertThat(mailing.standing()).isEqualTo(before);
    assertThat(mailing.logged).singleElement().asString().doesNotContain("anna", "/u/", "/p/");
  }

  /**
   * Every one has the same frame and the same headers, leads somewhere, and tells nothing inside.
   */
  private void assertPage(HttpResponse answer, int status) {
    HttpResponse model = mailing.get("/u/forged");
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
