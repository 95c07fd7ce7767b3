package dev.sluice.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@NeedsChromium
@DisplayName("The page behind the unsubscribe link, in a browser")
class UnsubscribePageTest {

  private final Site site;
  private final Browsing browsing;

  UnsubscribePageTest(Site site, Browsing browsing) {
    this.site = site;
    this.browsing = browsing;
  }

  @Test
  @DisplayName("leaves the topic by its button, and says so when it is opened again")
  void leaves() {
    Links links = site.mailSomebody("en");
    try (Page page = browsing.page(Device.PHONE, "en-GB")) {
      page.navigate(links.unsubscribe());
      Accessibility.check(page);
      assertThat(site.newest()).doesNotContain("\"subscribed\":false");

      page.locator("button").click();
      Accessibility.check(page);
      assertThat(site.newest()).contains("\"subscribed\":false");

      String confirmed = page.locator("h1").innerText();
      page.navigate(links.unsubscribe());
      assertThat(page.locator("h1").innerText()).isEqualTo(confirmed);
    }
  }

  @Test
  @DisplayName("leaves the topic without JavaScript, by the keyboard alone")
  void leavesByKeyboard() {
    Links links = site.mailSomebody("en");
    try (Page page = browsing.pageWithoutJavaScript(Device.DESKTOP, "en-GB")) {
      page.navigate(links.unsubscribe());
      page.keyboard().press("Tab");
      Response unused =
          page.waitForResponse(
              answer -> answer.request().method().equals("POST"),
              () -> page.keyboard().press("Enter"));

      assertThat(site.newest()).contains("\"subscribed\":false");
    }
  }

  @Test
  @DisplayName("changes nothing for a scanner that opens it and runs what JavaScript there is")
  void scannersChangeNothing() {
    Links links = site.mailSomebody("en");
    String before = site.newest();
    try (Page page = browsing.page(Device.DESKTOP, "en-GB")) {
      page.navigate(links.unsubscribe());
      page.waitForLoadState();
      page.reload();
    }
    assertThat(site.newest()).isEqualTo(before);
  }

  @Test
  @DisplayName("is one friendly page for a link that is no good")
  void forged() {
    try (Page page = browsing.page(Device.NARROW, "en-GB")) {
      Response answer = Objects.requireNonNull(page.navigate(site.forged("u")));

      assertThat(answer.status()).isEqualTo(404);
      Accessibility.check(page);
    }
  }

  @Test
  @DisplayName("loads nothing from anywhere, sets no cookie and breaks no rule of its own policy")
  void loadsNothing() {
    Links links = site.mailSomebody("en");
    try (Page page = browsing.page(Device.DESKTOP, "en-GB")) {
      List<String> asked = new ArrayList<>();
      List<String> complaints = new ArrayList<>();
      page.onRequest(request -> asked.add(request.url()));
      page.onConsoleMessage(message -> complaints.add(message.text()));
      page.navigate(links.unsubscribe());
      page.waitForLoadState();

      assertThat(asked).filteredOn(url -> !url.endsWith("/favicon.ico")).hasSize(1);
      assertThat(complaints).isEmpty();
      assertThat(page.context().cookies()).isEmpty();
    }
  }
}
