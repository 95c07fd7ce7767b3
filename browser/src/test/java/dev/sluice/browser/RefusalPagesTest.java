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
class RefusalPagesTest extends Visits {

  RefusalPagesTest(Site site, Browsing browsing) {
    super(site, browsing);
  }

  @ParameterizedTest(name = "{0}, on a {1}")
  @DisplayName("is shown for a form that is too large, and leads back by the keyboard")
  @CsvSource({"en, desktop", "he, narrow"})
  void tooLarge(String language, String device) {
    Links links = site.mailSomebody(language);
    String before = site.newest();
    Page page = open(links.preferences(), Device.named(device), language);
    List<Integer> statuses = new ArrayList<>();
    page.onResponse(answer -> statuses.add(answer.status()));

    new CentreDesk(page).sendTooMuch("leaveAll");

    assertThat(statuses).first().isEqualTo(413);
    assertRefusal(page, language);
    assertThat(site.newest()).isEqualTo(before);
    leadsBack(page, links.preferences());
  }

  @ParameterizedTest(name = "{0}, on a {1}")
  @DisplayName("is shown for a fault of ours, says no more than that, and is over with it")
  @CsvSource({"en, desktop", "he, narrow"})
  void fault(String language, String device) {
    Links links = site.mailSomebody(language);
    Page page = open(site.forged("p"), Device.named(device), language);
    try (Breakdown _ = site.breakDown()) {
      for (String url :
          new String[] {
            links.unsubscribe(),
            links.preferences(),
            links.preferences() + "/data",
            links.preferences() + "/erase"
          }) {
        assertThat(go(page, url)).isEqualTo(500);
        assertRefusal(page, language);
      }
    }
    leadsBack(page, links.preferences() + "/erase");
    assertThat(page.locator("form").count()).isOne();
  }

  @ParameterizedTest(name = "{0}, on a {1}")
  @DisplayName("is shown for a link that is no good, in the browser's language")
  @CsvSource({"en, narrow, u", "he, desktop, p"})
  void forged(String language, String device, String purpose) {
    Page page = newcomer(Device.named(device), language);

    assertThat(go(page, site.forged(purpose))).isEqualTo(404);
    assertRefusal(page, language);
  }

  @Test
  @DisplayName("comes without JavaScript too")
  void withoutJavaScript() {
    Links links = site.mailSomebody("en");
    Page page = openWithoutJavaScript(site.forged("p"), Device.PHONE, "en-GB");
    try (Breakdown _ = site.breakDown()) {
      assertThat(go(page, links.preferences())).isEqualTo(500);
    }
    leadsBack(page, links.preferences());
    assertThat(new CentreDesk(page).form("leaveAll").count()).isOne();
  }

  private static void assertRefusal(Page page, String language) {
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
    assertThat(page.locator("html").getAttribute("dir"))
        .isEqualTo(language.equals("he") ? "rtl" : "ltr");
    assertThat(page.locator("main p").count()).isPositive();
    Accessibility.check(page);
  }

  private static void leadsBack(Page page, String url) {
    Keyboard keyboard = new Keyboard(page);
    keyboard.tabTo(page.locator("main a"));
    keyboard.enter();
    assertThat(page.url().replace("?", "")).isEqualTo(url);
    Accessibility.checkLayout(page);
  }
}
