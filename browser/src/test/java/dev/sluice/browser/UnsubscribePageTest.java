package dev.sluice.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page behind the unsubscribe link, in a browser")
class UnsubscribePageTest extends Visits {

  UnsubscribePageTest(Site site, Browsing browsing) {
    super(site, browsing);
  }

  @Test
  @DisplayName("leaves the topic by its button, and says so when it is opened again")
  void leaves() {
    Links links = site.mailSomebody("en");
    Page page = open(links.unsubscribe(), Device.PHONE, "en-GB");
    Accessibility.check(page);
    assertThat(site.newest()).doesNotContain("\"subscribed\":false");

    Loading.after(page, page.locator("button[type=submit]")::click);
    Accessibility.check(page);
    assertThat(site.newest()).contains("\"subscribed\":false");

    String confirmed = page.locator("h1").innerText();
    int unused = go(page, links.unsubscribe());
    assertThat(page.locator("h1").innerText()).isEqualTo(confirmed);
  }

  @Test
  @DisplayName("leaves the topic without JavaScript, by the keyboard alone")
  void leavesByKeyboard() {
    Links links = site.mailSomebody("en");
    Page page = openWithoutJavaScript(links.unsubscribe(), Device.DESKTOP, "en-GB");
    Keyboard keyboard = new Keyboard(page);
    keyboard.tabTo(page.locator("button[type=submit]"));
    keyboard.enter();

    assertThat(site.newest()).contains("\"subscribed\":false");
  }

  @Test
  @DisplayName("brings less mail instead of none, without JavaScript, by the keyboard alone")
  void slowsByKeyboard() {
    Links links = site.mailSomebody("he");
    Page page = openWithoutJavaScript(links.unsubscribe(), Device.NARROW, "he-IL");
    Keyboard keyboard = new Keyboard(page);
    keyboard.tabTo(page.locator("select"));
    page.keyboard().press("End"); // the rarest is the last
    keyboard.tabTo(page.locator("button.quiet"));
    keyboard.enter();

    assertThat(site.newest()).contains("\"subscribed\":true,\"cadence\":\"quarterly\"");
    Accessibility.checkLayout(page);
  }

  @Test
  @DisplayName("changes nothing for a scanner that opens it and runs what JavaScript there is")
  void scannersChangeNothing() {
    Links links = site.mailSomebody("en");
    String before = site.newest();
    Page page = open(links.unsubscribe(), Device.DESKTOP, "en-GB");
    page.reload();
    assertThat(site.newest()).isEqualTo(before);
  }

  @Test
  @DisplayName("loads nothing from anywhere, sets no cookie and breaks no rule of its own policy")
  void loadsNothing() {
    Links links = site.mailSomebody("en");
    Page page = newcomer(Device.DESKTOP, "en-GB");
    List<String> asked = new ArrayList<>();
    List<String> complaints = new ArrayList<>();
    page.onRequest(request -> asked.add(request.url()));
    page.onConsoleMessage(message -> complaints.add(message.text()));
    int unused = go(page, links.unsubscribe());

    assertThat(asked).filteredOn(url -> !url.endsWith("/favicon.ico")).hasSize(1);
    assertThat(complaints).isEmpty();
    assertThat(page.context().cookies()).isEmpty();
  }
}
