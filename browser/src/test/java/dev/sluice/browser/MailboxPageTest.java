package dev.sluice.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import dev.sluice.local.mailbox.ReceivedMessage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@RequiresChromium
@DisplayName("The mailbox of a local run, in a browser")
class MailboxPageTest {

  private final LocalSite site;
  private final BrowserSession session;

  MailboxPageTest(LocalSite site, BrowserSession browsing) {
    this.site = site;
    this.session = browsing;
  }

  @Test
  @DisplayName(
      "counts as opened what is opened, and as clicked what is followed, and the list as neither")
  void countsOpensAndClicks() {
    ReceivedMessage message = site.sendMessageWithLink();
    try (BrowserUser visitor = session.newUser(Device.DESKTOP, "en-GB")) {
      Page page = visitor.page();
      page.navigate(site.url("/mailbox"));
      page.waitForLoadState(LoadState.NETWORKIDLE);
      assertCounts(message, 0, 0);

      page.locator("a[href='/mailbox/%s']".formatted(message.id())).click();
      page.waitForLoadState(LoadState.NETWORKIDLE);
      assertCounts(message, 1, 0);

      FrameLocator part = page.frameLocator("iframe");
      Page target = page.waitForPopup(() -> part.locator("a:has-text('Buy')").click());
      target.waitForLoadState();
      assertThat(target.url()).isEqualTo(site.shopUrl());
      assertCounts(message, 1, 1);
    }
  }

  private void assertCounts(ReceivedMessage message, int opened, int clicked) {
    JsonNode heard = site.eventCounts(message);
    assertThat(heard.path("opened").asInt()).as("opened").isEqualTo(opened);
    assertThat(heard.path("clicked").asInt()).as("clicked").isEqualTo(clicked);
    assertThat(heard.path("prefetched").asInt()).as("prefetched").isZero();
  }
}
