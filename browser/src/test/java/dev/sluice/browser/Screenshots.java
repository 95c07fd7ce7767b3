package dev.sluice.browser;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of every page in every language, for people to look at; {@code browser/screenshots}. */
@DisplayName("Pictures of the pages")
class Screenshots extends BrowserTestBase {

  private static final Path FOLDER = Path.of("target", "screenshots");

  Screenshots(LocalSite site, BrowserSession browsing) {
    super(site, browsing);
  }

  @ParameterizedTest
  @CsvSource({
    "phone, en", "phone, et", "phone, sq", "phone, sl", "phone, zh-Hans", "phone, he",
    "desktop, en", "desktop, et", "desktop, sq", "desktop, sl", "desktop, zh-Hans", "desktop, he",
    "dark, en", "dark, he"
  })
  void takeScreenshots(String device, String language) {
    Page page = newPage(Device.byName(device), language);
    Album album = new Album(page, device + "-" + language);
    unsubscribePages(album, site.sendOneMessage(language));
    preferenceCenterPages(album, site.sendSeveralMessages(language));
    errorPages(album, site.suppressedLinks().preferences() + "?lang=" + language);
    erasurePages(album, site.sendOneMessage(language));
  }

  private static void unsubscribePages(Album album, ReceivedLinks links) {
    album.open(links.unsubscribe(), "unsubscribe");
    album.press("button.quiet", "less-often");
    int unused = navigate(album.page(), links.unsubscribe());
    album.press("button[type=submit]", "unsubscribed");
  }

  private static void preferenceCenterPages(Album album, ReceivedLinks links) {
    album.open(links.preferences(), "centre");
    PreferenceCenterPageObject desk = new PreferenceCenterPageObject(album.page());
    desk.chooseCadence("offers", "monthly");
    album.take("saved");
    desk.unsubscribe("news");
    album.take("left-topic");
    desk.pause(60);
    album.take("paused");
    desk.unsubscribeAll();
    album.take("left-all");
    desk.resubscribe();
    album.take("came-back");
  }

  private void errorPages(Album album, String centre) {
    album.open(centre, "suppressed");
    new PreferenceCenterPageObject(album.page()).submitOversizedForm("leaveAll");
    album.take("too-large");
    album.open(site.forgedLink("u"), "no-such-link");
    try (BrandingCorruption _ = site.corruptBranding()) {
      album.open(centre, "fault");
    }
  }

  private static void erasurePages(Album album, ReceivedLinks links) {
    album.open(links.preferences() + "/erase", "erase");
    album.press("form button", "erased");
  }

  /**
   * Pictures of what one person sees, numbered in order.
   *
   * @param name what their names begin with
   */
  private record Album(Page page, String name, AtomicInteger number) {

    Album(Page page, String name) {
      this(page, name, new AtomicInteger());
    }

    void open(String url, String what) {
      int unused = navigate(page, url);
      take(what);
    }

    void press(String selector, String what) {
      PageLoad.waitAfter(page, page.locator(selector)::click);
      take(what);
    }

    void take(String what) {
      String file = "%s-%02d-%s.png".formatted(name, number.incrementAndGet(), what);
      byte[] unused =
          page.screenshot(
              new Page.ScreenshotOptions().setFullPage(true).setPath(FOLDER.resolve(file)));
    }
  }
}
