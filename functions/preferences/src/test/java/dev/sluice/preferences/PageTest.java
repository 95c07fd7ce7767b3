package dev.sluice.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.branding.BrandChannel;
import dev.sluice.core.branding.Branding;
import dev.sluice.core.branding.Color;
import dev.sluice.core.branding.HttpsUrl;
import dev.sluice.core.branding.LocalizedBranding;
import dev.sluice.core.branding.LocalizedBranding.LocalizedTopic;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.mail.i18n.Language;
import dev.sluice.mail.i18n.Languages;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Every page that a link leads to")
class PageTest {

  private static final String HOSTILE = "<script>alert('x')</script> & \"Co\" \u202e";

  private final PreferencesFixture fixture = new PreferencesFixture();

  static List<Language> languages() {
    return Languages.installed().all();
  }

  @Test
  @DisplayName("allows its own style and its own form, and nothing else")
  void strictPolicy() throws Exception {
    for (HttpResponse page : pages("")) {
      assertThat(page.headers().get("content-security-policy"))
          .isEqualTo(
              "default-src 'none'; style-src 'sha256-%s'; form-action 'self'; base-uri 'none'; "
                      .formatted(hashOfStyle(page))
                  + "frame-ancestors 'none'");
      assertThat(page.body())
          .doesNotContain("<script", "style=", "src=", "http:", "https:")
          .doesNotContainPattern("\\son[a-z]+=");
    }
  }

  @Test
  @DisplayName("loads the team's logo from its own place, and nothing from elsewhere")
  void loadsOnlyTheLogo() throws Exception {
    brand(Optional.empty());
    for (HttpResponse page : goodPages("")) {
      assertThat(page.headers().get("content-security-policy"))
          .isEqualTo(
              "default-src 'none'; style-src 'sha256-%s'; img-src https://cdn.example.com; "
                      .formatted(hashOfStyle(page))
                  + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
      assertThat(parsed(page).select("img").attr("src"))
          .isEqualTo("https://cdn.example.com/logo.svg?a=1&b=2");
      assertThat(parsed(page).select("img").attr("alt")).isEqualTo(HOSTILE);
    }
  }

  @Test
  @DisplayName("is kept nowhere, tells no other site of the link, and is what it says")
  void forbidsCachingAndReferrers() {
    assertThat(pages(""))
        .allSatisfy(page ->
            assertThat(page.headers())
                .containsEntry("cache-control", "no-store")
                .containsEntry("referrer-policy", "no-referrer")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("content-type", "text/html; charset=utf-8")
                .doesNotContainKey("set-cookie"));
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("is written in the language asked for, in its direction, and keeps to it")
  void usesRequestedLanguageAndDirection(Language language) {
    for (HttpResponse answer : pages("?lang=" + language.tag())) {
      Document page = parsed(answer);
      assertThat(page.select("html").attr("lang")).isEqualTo(language.tag());
      assertThat(page.select("html").attr("dir")).isEqualTo(language.direction());
      assertThat(answer.headers()).containsEntry("content-language", language.tag());
      assertThat(page.select("nav a[aria-current=true]").eachText())
          .containsExactly(language.name());
      assertThat(page.select("form").eachAttr("action"))
          .allMatch(action -> action.equals("?lang=" + language.tag()));
      assertThat(page.text()).doesNotContain("{", "}");
    }
  }

  @Test
  @DisplayName("is written in the subscriber's language, else in the browser's")
  void prefersLanguageOfSubscriber() {
    Map<String, String> estonian = Map.of("accept-language", "et");
    assertThat(lang(fixture.call("GET", fixture.unsubscribeLink(), estonian, ""))).isEqualTo("et");
    assertThat(lang(fixture.call("GET", "/u/forged", estonian, ""))).isEqualTo("et");
    fixture.setLanguage("he-IL");
    assertThat(lang(fixture.call("GET", fixture.unsubscribeLink(), estonian, ""))).isEqualTo("he");
    assertThat(lang(fixture.call("GET", fixture.preferencesLink(), estonian, ""))).isEqualTo("he");
    assertThat(lang(fixture.call("GET", "/u/forged", estonian, ""))).isEqualTo("et");
    assertThat(lang(fixture.get(fixture.unsubscribeLink() + "?lang=sq"))).isEqualTo("sq");
    assertThat(lang(fixture.get(fixture.unsubscribeLink() + "?lang=xx"))).isEqualTo("he");
  }

  @Test
  @DisplayName("writes dates as they are written where the subscriber lives, or the browser says")
  void formatsDatesForRegion() {
    fixture.post(fixture.preferencesLink(), "do=pause&days=30");
    Map<String, String> british = Map.of("accept-language", "fr, en-GB;q=0.8");
    assertThat(pausedUntil(Map.of())).isEqualTo("December 22, 2026");
    assertThat(pausedUntil(british)).isEqualTo("22 December 2026");
    fixture.setLanguage("en-US");
    assertThat(pausedUntil(british)).isEqualTo("December 22, 2026");
    fixture.setLanguage("et-EE");
    assertThat(pausedUntil(british)).isEqualTo("22. detsember 2026");
  }

  private String pausedUntil(Map<String, String> headers) {
    return parsed(fixture.call("GET", fixture.preferencesLink(), headers, ""))
        .select("main time")
        .first()
        .text();
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("can be read by a program that reads aloud: landmarks, headings in order, labels")
  void isAccessible(Language language) {
    brand(Optional.of(language));
    for (HttpResponse answer : pages("?lang=" + language.tag())) {
      Document page = parsed(answer);
      assertThat(page.select("main")).hasSize(1);
      assertThat(page.select("body > header")).hasSize(1);
      assertThat(page.select("body > footer")).hasSize(1);
      assertThat(page.select("nav").attr("aria-label")).isNotBlank();
      assertThat(page.select("h1")).hasSize(1);
      assertThat(page.title()).contains(page.select("h1").text());
      assertHeadingsInOrder(page);
      assertThat(page.select("select"))
          .allSatisfy(select ->
              assertThat(page.select("label[for=" + select.id() + "]").text()).isNotBlank());
      assertThat(page.select("button, a")).allSatisfy(e -> assertThat(e.text()).isNotBlank());
      assertThat(page.select("button").eachText()).doesNotHaveDuplicates();
      assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
      assertThat(page.select("[tabindex]").eachAttr("tabindex")).allMatch("-1"::equals);
    }
  }

  @Test
  @DisplayName("fits a phone")
  void fitsAPhone() {
    assertThat(pages(""))
        .allSatisfy(page -> {
          assertThat(page.body()).startsWith("<!doctype html>\n<html lang=\"en\" dir=\"ltr\">");
          assertThat(page.body()).contains("width=device-width");
        });
  }

  @Test
  @DisplayName("shows the team's words letter by letter, each in its own direction")
  void escapesAndIsolatesBrandTexts() {
    fixture.rules.save(PreferencesFixture.topic(HOSTILE.replace("\u202e", "")));
    brand(Optional.empty());
    fixture.createCampaign("spring", HOSTILE.replace("\u202e", ""));
    for (HttpResponse answer : pages("")) {
      Document page = parsed(answer);
      assertThat(page.select("script")).isEmpty();
      assertThat(answer.body()).doesNotContain("<script");
      assertThat(page.select("bdi")).isNotEmpty();
    }
    assertThat(fixture.get(fixture.unsubscribeLink()).body())
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;Co&quot;");
  }

  @Test
  @DisplayName("shows the team: name, privacy policy, other channels, postal address")
  void showsBrandAndPostalAddress() {
    brand(Optional.empty());
    Document page = parsed(fixture.get(fixture.preferencesLink()));

    assertThat(page.select("footer a").eachAttr("href"))
        .containsExactly("https://forum.example.com/?x=%22", "https://example.com/privacy");
    assertThat(page.select("footer address").text()).isEqualTo("1 Lock Lane Watergate");
    assertThat(page.select("footer bdi[lang=en]").text()).isEqualTo("<b>Forum</b>");
    assertThat(page.select("style").html()).contains("--accent: #7a1f5c", "--accent: #e3a5cf");
  }

  @Test
  @DisplayName("shows topics in the page's language where the team has worded them in it")
  void usesTopicWordingsOfLanguage() {
    brand(Optional.of(Languages.installed().byTag("he").orElseThrow()));

    Document hebrew = parsed(fixture.get(fixture.preferencesLink() + "?lang=he"));
    assertThat(hebrew.select("h3").text()).isEqualTo("מבצעים");
    assertThat(hebrew.text()).contains("ברוכים הבאים", "מה זול").doesNotContain("What is on sale");
    assertThat(parsed(fixture.get(fixture.unsubscribeLink() + "?lang=he")).text())
        .contains("מבצעים");

    Document albanian = parsed(fixture.get(fixture.preferencesLink() + "?lang=sq"));
    assertThat(albanian.select("h3 bdi[lang=en]").text()).isEqualTo("Offers");
  }

  @Test
  @DisplayName("of the unsubscribe link shows neither the token nor who the subscriber is")
  void hidesTokenAndSubscriber() {
    assertThat(
            List.of(
                fixture.get(fixture.unsubscribeLink()),
                fixture.click(fixture.unsubscribeLink()),
                fixture.get("/u/forged")))
        .allSatisfy(page ->
            assertThat(page.toString())
                .doesNotContain("anna", fixture.unsubscribeLink().substring("/u/".length())));
  }

  /** The pages of both links, in every state they have, the bad ones included. */
  private List<HttpResponse> pages(String query) {
    return Stream.concat(goodPages(query).stream(), Stream.of(fixture.get("/u/forged" + query)))
        .toList();
  }

  /** The pages of good links, which have the team's design. */
  private List<HttpResponse> goodPages(String query) {
    String leave = fixture.unsubscribeLink() + query;
    String centre = fixture.preferencesLink() + query;
    String done = query.isEmpty() ? "?done=pause" : query + "&done=pause";
    return Stream.of(
            fixture.get(leave),
            fixture.post(leave, "cadence=quarterly"),
            fixture.get(centre),
            fixture.post(centre, "do=choose&topic=offers&cadence=daily"),
            fixture.post(centre, "do=pause&days=30"),
            fixture.get(fixture.preferencesLink() + done),
            fixture.post(centre, "none of ours"),
            fixture.post(leave, "none of ours"),
            fixture.click(leave),
            fixture.post(centre, "do=leaveAll"),
            fixture.get(centre),
            fixture.post(centre, "do=return"))
        .toList();
  }

  private void brand(Optional<Language> worded) {
    LocalizedBranding wording =
        new LocalizedBranding(
            Optional.of("ברוכים הבאים"),
            Map.of(PreferencesFixture.OFFERS, new LocalizedTopic("מבצעים", "מה זול")));
    fixture.branding.save(
        new Branding(
            Optional.of(HOSTILE),
            Optional.of(HttpsUrl.parse("https://cdn.example.com/logo.svg?a=1&b=2")),
            Optional.of(new Color("#7a1f5c")),
            Optional.of(new Color("#e3a5cf")),
            Optional.of(HttpsUrl.parse("https://example.com/privacy")),
            List.of(
                new BrandChannel(
                    "<b>Forum</b>", HttpsUrl.parse("https://forum.example.com/?x=%22"))),
            Optional.of(Locale.ENGLISH),
            worded.map(language -> Map.of(language.locale(), wording)).orElse(Map.of())));
  }

  private static void assertHeadingsInOrder(Document page) {
    int level = 0;
    for (Element heading : page.select("h1, h2, h3, h4")) {
      int next = heading.tagName().charAt(1) - '0';
      assertThat(next).as(heading.text()).isLessThanOrEqualTo(level + 1);
      assertThat(heading.text()).isNotBlank();
      level = next;
    }
  }

  private static String hashOfStyle(HttpResponse page) throws Exception {
    String style = page.body().replaceAll("(?s).*<style>(.*)</style>.*", "$1");
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(hash);
  }

  private static String lang(HttpResponse page) {
    return parsed(page).select("html").attr("lang");
  }

  private static Document parsed(HttpResponse page) {
    return Jsoup.parse(page.body());
  }
}
