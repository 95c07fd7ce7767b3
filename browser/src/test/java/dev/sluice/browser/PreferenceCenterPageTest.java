package dev.sluice.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The preference centre, in a browser")
class PreferenceCenterPageTest extends BrowserTestBase {

  PreferenceCenterPageTest(LocalSite site, BrowserSession browsing) {
    super(site, browsing);
  }

  @ParameterizedTest(name = "{0}, on a {2}")
  @DisplayName("changes a cadence, pauses, resumes, leaves a topic, leaves all, and comes back")
  @CsvSource({"en, ltr, desktop", "he, rtl, phone"})
  void changesEveryPreference(String language, String direction, String device) {
    ReceivedLinks links = site.sendOneMessage(language);
    Page page = open(links.preferences(), Device.byName(device), language);
    PreferenceCenterPageObject desk = new PreferenceCenterPageObject(page);
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
    assertThat(page.locator("html").getAttribute("dir")).isEqualTo(direction);
    AccessibilityChecks.check(page);

    desk.chooseCadence("offers", "monthly");
    assertStatusMessage(desk, "\"cadence\":\"monthly\"");
    assertThat(desk.chooseCadence("offers").locator("select").inputValue()).isEqualTo("monthly");

    desk.pause(60);
    assertStatusMessage(desk, "\"pausedUntil\":\"2027-01-2");
    assertThat(desk.form("pause").count()).isZero();

    desk.resume();
    assertStatusMessage(desk, "");
    assertThat(site.newestSubscriber()).doesNotContain("pausedUntil");

    desk.unsubscribe("news");
    assertStatusMessage(desk, "\"news\":{\"subscribed\":false");
    assertThat(desk.unsubscribeButton("news").count()).isZero();

    desk.unsubscribeAll();
    assertStatusMessage(desk, "");
    assertThat(desk.form("choose").count()).isZero();

    desk.resubscribe();
    assertStatusMessage(desk, "");
    desk.chooseCadence("news", "weekly");
    assertStatusMessage(desk, "\"news\":{\"subscribed\":true,\"cadence\":\"weekly\"");
  }

  @Test
  @DisplayName("works by the keyboard alone, without JavaScript, and tells first what was done")
  void worksByKeyboardWithoutJavaScript() {
    ReceivedLinks links = site.sendOneMessage("en");
    Page page = openWithoutJavaScript(links.preferences(), Device.DESKTOP, "en-GB");
    PreferenceCenterPageObject desk = new PreferenceCenterPageObject(page);

    KeyboardUser keyboard = new KeyboardUser(page);
    keyboard.tabTo(desk.chooseCadence("offers").locator("select"));
    page.keyboard().press("End"); // the rarest is the last
    keyboard.tabTo(desk.chooseCadence("offers").locator("button"));
    keyboard.pressEnter();
    assertThat(site.newestSubscriber()).contains("\"cadence\":\"quarterly\"");
    assertThat(desk.statusMessage().count()).isOne();

    keyboard.tabTo(desk.unsubscribeButton("offers").locator("button"));
    keyboard.pressEnter();
    assertThat(site.newestSubscriber()).contains("\"offers\":{\"subscribed\":false");
  }

  @Test
  @DisplayName("gives the focus to what was done, and keeps the back button harmless")
  void focusesStatusAndSurvivesBackButton() {
    ReceivedLinks links = site.sendOneMessage("en");
    Page page = open(links.preferences(), Device.PHONE, "en-GB");
    PreferenceCenterPageObject desk = new PreferenceCenterPageObject(page);
    desk.chooseCadence("offers", "weekly");
    assertThat(page.locator(":focus").getAttribute("role")).isEqualTo("status");

    String chosen = site.newestSubscriber();
    page.reload();
    page.goBack();
    page.goForward();
    assertThat(site.newestSubscriber()).isEqualTo(chosen);
  }

  @Test
  @DisplayName("can be read in another language than one's own, and stays in it")
  void keepsRequestedLanguage() {
    ReceivedLinks links = site.sendOneMessage("en");
    Page page = open(links.preferences(), Device.PHONE, "en-GB");
    PageLoad.waitAfter(page, page.locator("a[hreflang=he]")::click);
    assertThat(page.locator("html").getAttribute("dir")).isEqualTo("rtl");

    new PreferenceCenterPageObject(page).pause(30);
    assertThat(page.locator("html").getAttribute("dir")).isEqualTo("rtl");
    AccessibilityChecks.check(page);
  }

  @ParameterizedTest
  @DisplayName("fits 320 pixels in every language, with nothing too small to be hit")
  @CsvSource({"en", "et", "sq", "sl", "zh-Hans", "he"})
  void fitsNarrowScreenInEveryLanguage(String language) {
    ReceivedLinks links = site.sendSeveralMessages(language);
    Page page = open(links.preferences(), Device.NARROW, language);
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
    AccessibilityChecks.check(page);
  }

  /** Every answer to a form tells what was done, is accessible, and is what is stored. */
  private void assertStatusMessage(PreferenceCenterPageObject desk, String stored) {
    assertThat(desk.statusMessage().count()).as("told at %s", desk.page().url()).isOne();
    assertThat(site.newestSubscriber()).contains(stored);
    AccessibilityChecks.check(desk.page());
  }
}
