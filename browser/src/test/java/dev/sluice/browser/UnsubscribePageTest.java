package dev.sluice.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page behind the unsubscribe link, in a browser")
class UnsubscribePageTest extends BrowserTestBase {

  UnsubscribePageTest(LocalSite site, BrowserSession browsing) {
    super(site, browsing);
  }

  @Test
  @DisplayName("leaves the topic by its button, and says so when it is opened again")
  void unsubscribesByButton() {
    ReceivedLinks links = site.sendOneMessage("en");
    Page page = open(links.unsubscribe(), Device.PHONE, "en-GB");
    AccessibilityChecks.check(page);
    assertThat(site.newestSubscriber()).doesNotContain("\"subscribed\":false");

    PageLoad.waitAfter(page, page.locator("button[type=submit]")::click);
    AccessibilityChecks.check(page);
    assertThat(site.newestSubscriber()).contains("\"subscribed\":false");

    String confirmed = page.locator("h1").innerText();
    int unused = navigate(page, links.unsubscribe());
    assertThat(page.locator("h1").innerText()).isEqualTo(confirmed);
  }

  @Test
  @DisplayName("leaves the topic without JavaScript, by the keyboard alone")
  void unsubscribesByKeyboardWithoutJavaScript() {
    ReceivedLinks links = site.sendOneMessage("en");
    Page page = openWithoutJavaScript(links.unsubscribe(), Device.DESKTOP, "en-GB");
    KeyboardUser keyboard = new KeyboardUser(page);
    keyboard.tabTo(page.locator("button[type=submit]"));
    keyboard.pressEnter();

    assertThat(site.newestSubscriber()).contains("\"subscribed\":false");
  }

  @Test
  @DisplayName("brings less mail instead of none, without JavaScript, by the keyboard alone")
  void reducesFrequencyByKeyboard() {
    ReceivedLinks links = site.sendOneMessage("he");
    Page page = openWithoutJavaScript(links.unsubscribe(), Device.NARROW, "he-IL");
    KeyboardUser keyboard = new KeyboardUser(page);
    keyboard.tabTo(page.locator("select"));
    page.keyboard().press("End"); // the rarest is the last
    keyboard.tabTo(page.locator("button.quiet"));
    keyboard.pressEnter();

    assertThat(site.newestSubscriber()).contains("\"subscribed\":true,\"cadence\":\"quarterly\"");
    AccessibilityChecks.checkLayout(page);
  }

  @Test
  @DisplayName("changes nothing for a scanner that opens it and runs what JavaScript there is")
  void isUnchangedByScanners() {
    ReceivedLinks links = site.sendOneMessage("en");
    String before = site.newestSubscriber();
    Page page = open(links.unsubscribe(), Device.DESKTOP, "en-GB");
    page.reload();
    assertThat(site.newestSubscriber()).isEqualTo(before);
  }

  @Test
  @DisplayName("loads nothing from anywhere, sets no cookie and breaks no rule of its own policy")
  void loadsNothingFromElsewhere() {
    ReceivedLinks links = site.sendOneMessage("en");
    Page page = newPage(Device.DESKTOP, "en-GB");
    List<String> asked = new ArrayList<>();
    List<String> complaints = new ArrayList<>();
    page.onRequest(request -> asked.add(request.url()));
    page.onConsoleMessage(message -> complaints.add(message.text()));
    int unused = navigate(page, links.unsubscribe());

    assertThat(asked).filteredOn(url -> !url.endsWith("/favicon.ico")).hasSize(1);
    assertThat(complaints).isEmpty();
    assertThat(page.context().cookies()).isEmpty();
  }
}
