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
    try (Visitor visitor = browsing.visitor(Device.PHONE, "en-GB")) {
      Page page = visitor.page();
      page.navigate(links.unsubscribe());
      Accessibility.check(page);
      assertThat(site.newest()).doesNotContain("\"subscribed\":false");

      page.locator("button[type=submit]").click();
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
    try (Visitor visitor = browsing.visitorWithoutJavaScript(Device.DESKTOP, "en-GB")) {
      Page page = visitor.page();
      page.navigate(links.unsubscribe());
      Keyboard keyboard = new Keyboard(page);
      keyboard.tabTo(page.locator("button[type=submit]"));
      keyboard.enter();

      assertThat(site.newest()).contains("\"subscribed\":false");
    }
  }

  @Test
  @DisplayName("changes nothing for a scanner that opens it and runs what JavaScript there is")
  void scannersChangeNothing() {
    Links links = site.mailSomebody("en");
    String before = site.newest();
    try (Visitor visitor = browsing.visitor(Device.DESKTOP, "en-GB")) {
      Page page = visitor.page();
      page.navigate(links.unsubscribe());
      page.waitForLoadState();
      page.reload();
    }
    assertThat(site.newest()).isEqualTo(before);
  }

  @Test
  @DisplayName("is one friendly page for a link that is no good")
  void forged() {
    try (Visitor visitor = browsing.visitor(Device.NARROW, "en-GB")) {
      Page page = visitor.page();
      Response answer = Objects.requireNonNull(page.navigate(site.forged("u")));

      assertThat(answer.status()).isEqualTo(404);
      Accessibility.check(page);
    }
  }

  @Test
  @DisplayName("loads nothing from anywhere, sets no cookie and breaks no rule of its own policy")
  void loadsNothing() {
    Links links = site.mailSomebody("en");
    try (Visitor visitor = browsing.visitor(Device.DESKTOP, "en-GB")) {
      Page page = visitor.page();
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
