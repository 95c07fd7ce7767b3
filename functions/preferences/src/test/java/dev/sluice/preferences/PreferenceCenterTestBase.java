package dev.sluice.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.lambda.http.HttpResponse;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A test of Anna's preference center, with helpers that read its page. */
abstract class PreferenceCenterTestBase {

  final PreferencesFixture fixture = new PreferencesFixture();
  final String link = fixture.preferencesLink();

  final Document page() {
    HttpResponse answer = fixture.get(link);
    assertThat(answer.status()).isEqualTo(200);
    return Jsoup.parse(answer.body());
  }

  /** Follows a redirect, as a browser does. */
  final Document follow(HttpResponse answer) {
    assertThat(answer.status()).isEqualTo(303);
    HttpResponse page = fixture.get(link + answer.headers().get("location"));
    assertThat(page.status()).isEqualTo(200);
    return Jsoup.parse(page.body());
  }

  static String status(Document page) {
    return page.select("[role=status]").text();
  }

  static String card(Document page) {
    return page.select("li.card").text();
  }
}
