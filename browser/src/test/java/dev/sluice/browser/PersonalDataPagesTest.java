package dev.sluice.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.sluice.cli.client.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@DisplayName("One's own data, in a browser")
class PersonalDataPagesTest extends BrowserTestBase {

  PersonalDataPagesTest(LocalSite site, BrowserSession browsing) {
    super(site, browsing);
  }

  @Test
  @DisplayName(
      "comes as a file of JSON with all that is known, by the keyboard, without JavaScript")
  void downloadsPersonalDataByKeyboard() throws IOException {
    ReceivedLinks links = site.sendOneMessage("en");
    Page page = openWithoutJavaScript(links.preferences(), Device.DESKTOP, "en-GB");
    Locator link = page.locator("a[download]");
    new KeyboardUser(page).tabTo(link);

    Download file = page.waitForDownload(() -> page.keyboard().press("Enter"));

    assertThat(file.suggestedFilename()).isEqualTo("my-data.json");
    JsonNode data = read(file);
    assertThat(data.path("address").asString()).endsWith("@example.com");
    assertThat(data.path("locale").asString()).isEqualTo("en");
    assertThat(data.at("/history/0/topic").asString()).isEqualTo("offers");
    assertThat(data.path("campaigns").toString()).contains("Autumn sale");
    assertThat(page.url()).isEqualTo(links.preferences());
  }

  @ParameterizedTest(name = "{0}, on a {1}")
  @DisplayName("is erased once one is sure, and then every link is that of nobody")
  @CsvSource({"en, desktop", "he, phone", "he, narrow"})
  void erasesAfterConfirmation(String language, String device) {
    ReceivedLinks links = site.sendOneMessage(language);
    Page page = open(links.preferences(), Device.byName(device), language);
    assertThat(site.newestSubscriberExists()).isTrue();

    followLink(page, "a[href*='/erase']");
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
    AccessibilityChecks.check(page);
    followLink(page, "a.button.quiet");
    assertThat(page.url().replace("?", "")).isEqualTo(links.preferences());
    assertThat(site.newestSubscriberExists()).isTrue();

    followLink(page, "a[href*='/erase']");
    followLink(page, "form button");
    AccessibilityChecks.check(page);
    assertThat(page.locator("form").count()).isZero();
    assertThat(site.newestSubscriberExists()).isFalse();

    for (String link : new String[] {links.preferences(), links.unsubscribe()}) {
      assertThat(navigate(page, link)).isEqualTo(404);
      AccessibilityChecks.check(page);
    }
  }

  @Test
  @DisplayName("is erased by the keyboard alone, without JavaScript")
  void erasesByKeyboardWithoutJavaScript() {
    ReceivedLinks links = site.sendOneMessage("en");
    Page page = openWithoutJavaScript(links.preferences() + "/erase", Device.NARROW, "en-GB");
    KeyboardUser keyboard = new KeyboardUser(page);
    keyboard.tabTo(page.locator("form button"));
    keyboard.pressEnter();

    assertThat(site.newestSubscriberExists()).isFalse();
  }

  private static void followLink(Page page, String selector) {
    PageLoad.waitAfter(page, page.locator(selector)::click);
  }

  private static JsonNode read(Download file) throws IOException {
    try (InputStream content = file.createReadStream()) {
      return JsonText.parse(new String(content.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
