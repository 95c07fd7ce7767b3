package dev.sluice.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A page about what was not done, in a browser")
class ErrorPagesTest extends BrowserTestBase {

  ErrorPagesTest(LocalSite site, BrowserSession browsing) {
    super(site, browsing);
  }

  @ParameterizedTest(name = "{0}, on a {1}")
  @DisplayName("is shown for a form that is too large, and leads back by the keyboard")
  @CsvSource({"en, desktop", "he, narrow"})
  void showsPageForOversizedForm(String language, String device) {
    ReceivedLinks links = site.sendOneMessage(language);
    String before = site.newestSubscriber();
    Page page = open(links.preferences(), Device.byName(device), language);
    List<Integer> statuses = new ArrayList<>();
    page.onResponse(answer -> statuses.add(answer.status()));

    new PreferenceCenterPageObject(page).submitOversizedForm("leaveAll");

    assertThat(statuses).first().isEqualTo(413);
    assertErrorPage(page, language);
    assertThat(site.newestSubscriber()).isEqualTo(before);
    assertLinkBack(page, links.preferences());
  }

  @ParameterizedTest(name = "{0}, on a {1}")
  @DisplayName("is shown for a fault of ours, says no more than that, and is over with it")
  @CsvSource({"en, desktop", "he, narrow"})
  void showsPageForServerFailure(String language, String device) {
    ReceivedLinks links = site.sendOneMessage(language);
    Page page = open(site.forgedLink("p"), Device.byName(device), language);
    try (BrandingCorruption _ = site.corruptBranding()) {
      for (String url :
          new String[] {
            links.unsubscribe(),
            links.preferences(),
            links.preferences() + "/data",
            links.preferences() + "/erase"
          }) {
        assertThat(navigate(page, url)).isEqualTo(500);
        assertErrorPage(page, language);
      }
    }
    assertLinkBack(page, links.preferences() + "/erase");
    assertThat(page.locator("form").count()).isOne();
  }

  @ParameterizedTest(name = "{0}, on a {1}")
  @DisplayName("is shown for a link that is no good, in the browser's language")
  @CsvSource({"en, narrow, u", "he, desktop, p"})
  void showsPageForInvalidLink(String language, String device, String purpose) {
    Page page = newPage(Device.byName(device), language);

    assertThat(navigate(page, site.forgedLink(purpose))).isEqualTo(404);
    assertErrorPage(page, language);
  }

  @Test
  @DisplayName("comes without JavaScript too")
  void worksWithoutJavaScript() {
    ReceivedLinks links = site.sendOneMessage("en");
    Page page = openWithoutJavaScript(site.forgedLink("p"), Device.PHONE, "en-GB");
    try (BrandingCorruption _ = site.corruptBranding()) {
      assertThat(navigate(page, links.preferences())).isEqualTo(500);
    }
    assertLinkBack(page, links.preferences());
    assertThat(new PreferenceCenterPageObject(page).form("leaveAll").count()).isOne();
  }

  private static void assertErrorPage(Page page, String language) {
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
    assertThat(page.locator("html").getAttribute("dir"))
        .isEqualTo(language.equals("he") ? "rtl" : "ltr");
    assertThat(page.locator("main p").count()).isPositive();
    AccessibilityChecks.check(page);
  }

  private static void assertLinkBack(Page page, String url) {
    KeyboardUser keyboard = new KeyboardUser(page);
    keyboard.tabTo(page.locator("main a"));
    keyboard.pressEnter();
    assertThat(page.url().replace("?", "")).isEqualTo(url);
    AccessibilityChecks.checkLayout(page);
  }
}
