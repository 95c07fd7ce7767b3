package dev.sluice.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The preference centre, in a browser")
class PreferenceCentreTest extends Visits {

  PreferenceCentreTest(Site site, Browsing browsing) {
    super(site, browsing);
  }

  @ParameterizedTest(name = "{0}, on a {2}")
  @DisplayName("changes a cadence, pauses, resumes, leaves a topic, leaves all, and comes back")
  @CsvSource({"en, ltr, desktop", "he, rtl, phone"})
  void wholeVisit(String language, String direction, String device) {
    Links links = site.mailSomebody(language);
    Page page = open(links.preferences(), Device.named(device), language);
    CentreDesk desk = new CentreDesk(page);
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
    assertThat(page.locator("html").getAttribute("dir")).isEqualTo(direction);
    Accessibility.check(page);

    desk.choose("offers", "monthly");
    assertTold(desk, "\"cadence\":\"monthly\"");
    assertThat(desk.choose("offers").locator("select").inputValue()).isEqualTo("monthly");

    desk.pause(60);
    assertTold(desk, "\"pausedUntil\":\"2027-01-2");
    assertThat(desk.form("pause").count()).isZero();

    desk.resume();
    assertTold(desk, "");
    assertThat(site.newest()).doesNotContain("pausedUntil");

    desk.leave("news");
    assertTold(desk, "\"news\":{\"subscribed\":false");
    assertThat(desk.leaving("news").count()).isZero();

    desk.leaveAll();
    assertTold(desk, "");
    assertThat(desk.form("choose").count()).isZero();

    desk.comeBack();
    assertTold(desk, "");
    desk.choose("news", "weekly");
    assertTold(desk, "\"news\":{\"subscribed\":true,\"cadence\":\"weekly\"");
  }

  @Test
  @DisplayName("works by the keyboard alone, without JavaScript, and tells first what was done")
  void byKeyboard() {
    Links links = site.mailSomebody("en");
    Page page = openWithoutJavaScript(links.preferences(), Device.DESKTOP, "en-GB");
    CentreDesk desk = new CentreDesk(page);

    Keyboard keyboard = new Keyboard(page);
    keyboard.tabTo(desk.choose("offers").locator("select"));
    page.keyboard().press("End"); // the rarest is the last
    keyboard.tabTo(desk.choose("offers").locator("button"));
    keyboard.enter();
    assertThat(site.newest()).contains("\"cadence\":\"quarterly\"");
    assertThat(desk.told().count()).isOne();

    keyboard.tabTo(desk.leaving("offers").locator("button"));
    keyboard.enter();
    assertThat(site.newest()).contains("\"offers\":{\"subscribed\":false");
  }

  @Test
  @DisplayName("gives the focus to what was done, and keeps the back button harmless")
  void focusAndHistory() {
    Links links = site.mailSomebody("en");
    Page page = open(links.preferences(), Device.PHONE, "en-GB");
    CentreDesk desk = new CentreDesk(page);
    desk.choose("offers", "weekly");
    assertThat(page.locator(":focus").getAttribute("role")).isEqualTo("status");

    String chosen = site.newest();
    page.reload();
    page.goBack();
    page.goForward();
    assertThat(site.newest()).isEqualTo(chosen);
  }

  @Test
  @DisplayName("can be read in another language than one's own, and stays in it")
  void otherLanguage() {
    Links links = site.mailSomebody("en");
    Page page = open(links.preferences(), Device.PHONE, "en-GB");
    Loading.after(page, page.locator("a[hreflang=he]")::click);
    assertThat(page.locator("html").getAttribute("dir")).isEqualTo("rtl");

    new CentreDesk(page).pause(30);
    assertThat(page.locator("html").getAttribute("dir")).isEqualTo("rtl");
    Accessibility.check(page);
  }

  @ParameterizedTest
  @DisplayName("fits 320 pixels in every language, with nothing too small to be hit")
  @CsvSource({"en", "et", "sq", "sl", "zh-Hans", "he"})
  void fits(String language) {
    Links links = site.mailOften(language);
    Page page = open(links.preferences(), Device.NARROW, language);
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
    Accessibility.check(page);
  }

  /** Every answer to a form tells what was done, is accessible, and is what is stored. */
  private void assertTold(CentreDesk desk, String stored) {
    assertThat(desk.told().count()).as("told at %s", desk.page().url()).isOne();
    assertThat(site.newest()).contains(stored);
    Accessibility.check(desk.page());
  }
}
