package dev.sluice.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Every page that a link leads to")
class PageTest {

  private final Mailing mailing = new Mailing();

  @Test
  @DisplayName("allows its own style and its own form, and nothing else")
  void strictPolicy() throws Exception {
    for (HttpResponse page : pages()) {
      String style = page.body().replaceAll("(?s).*<style>(.*)</style>.*", "$1");
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
      assertThat(page.headers().get("content-security-policy"))
          .isEqualTo(
              "default-src 'none'; style-src 'sha256-%s'; form-action 'self'; base-uri 'none'; "
                      .formatted(Base64.getEncoder().encodeToString(hash))
                  + "frame-ancestors 'none'");
      assertThat(page.body())
          .doesNotContain("<script", "style=", "onclick", "src=", "href=", "http");
    }
  }

  @Test
  @DisplayName("is kept nowhere, tells no other site of the link, and is what it says")
  void headers() {
    assertThat(pages())
        .allSatisfy(page ->
            assertThat(page.headers())
                .containsEntry("cache-control", "no-store")
                .containsEntry("referrer-policy", "no-referrer")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("content-type", "text/html; charset=utf-8"));
  }

  @Test
  @DisplayName("names its language, fits a phone, and has one title that is its heading")
  void isReadable() {
    assertThat(pages())
        .allSatisfy(page -> {
          assertThat(page.body()).startsWith("<!doctype html>\n<html lang=\"en\">");
          assertThat(page.body()).contains("width=device-width", "<main>");
          assertThat(page.body().split("<h1>", -1)).hasSize(2);
        });
  }

  @Test
  @DisplayName("says that mail people ask for themselves still comes")
  void transactionalMailStays() {
    assertThat(pages()).allSatisfy(page -> assertThat(page.body()).contains("password resets"));
  }

  @Test
  @DisplayName("shows the team's words letter by letter")
  void escapes() {
    mailing.rules.put(Mailing.topic("<script>alert('x')</script> & \"Co\""));
    for (HttpResponse page : List.of(mailing.get(mailing.link()), mailing.click(mailing.link()))) {
      assertThat(page.body())
          .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;Co&quot;")
          .doesNotContain("<script");
    }
  }

  @Test
  @DisplayName("shows neither the token nor who the subscriber is")
  void namesNobody() {
    assertThat(pages())
        .allSatisfy(page ->
            assertThat(page.toString())
                .doesNotContain("anna", mailing.link().substring("/u/".length())));
  }

  private List<HttpResponse> pages() {
    return Stream.of(
            mailing.get(mailing.link()),
            mailing.click(mailing.link()),
            mailing.get(mailing.preferencesLink()),
            mailing.get("/u/forged"))
        .toList();
  }
}
