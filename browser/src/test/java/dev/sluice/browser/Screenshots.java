package dev.sluice.browser;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of every page in every language, for people to look at; {@code browser/screenshots}. */
@DisplayName("Pictures of the pages")
class Screenshots extends Visits {

  private static final Path FOLDER = Path.of("target", "screenshots");

  Screenshots(Site site, Browsing browsing) {
    super(site, browsing);
  }

  @ParameterizedTest
  @CsvSource({
    "phone, en", "phone, et", "phone, sq", "phone, sl", "phone, zh-Hans", "phone, he",
    "desktop, en", "desktop, et", "desktop, sq", "desktop, sl", "desktop, zh-Hans", "desktop, he",
    "dark, en", "dark, he"
  })
  void take(String device, String language) {
    Page page = newcomer(Device.named(device), language);
    Album album = new Album(page, device + "-" + language);
    leaving(album, site.mailSomebody(language));
    centre(album, site.mailOften(language));
    refusals(album, site.unreachable().preferences() + "?lang=" + language);
    erasing(album, site.mailSomebody(language));
  }

  private static void leaving(Album album, Links links) {
    album.open(links.unsubscribe(), "unsubscribe");
    album.press("button.quiet", "less-often");
    int unused = go(album.page(), links.unsubscribe());
    album.press("button[type=submit]", "unsubscribed");
  }

  private static void centre(Album album, Links links) {
    album.open(links.preferences(), "centre");
    CentreDesk desk = new CentreDesk(album.page());
    desk.choose("offers", "monthly");
    album.take("saved");
    desk.leave("news");
    album.take("left-topic");
    desk.pause(60);
    album.take("paused");
    desk.leaveAll();
    album.take("left-all");
    desk.comeBack();
    album.take("came-back");
  }

  private void refusals(Album album, String centre) {
    album.open(centre, "suppressed");
    new CentreDesk(album.page()).sendTooMuch("leaveAll");
    album.take("too-large");
    album.open(site.forged("u"), "no-such-link");
    try (Breakdown _ = site.breakDown()) {
      album.open(centre, "fault");
    }
  }

  private static void erasing(Album album, Links links) {
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
      int unused = go(page, url);
      take(what);
    }

    void press(String selector, String what) {
      Loading.after(page, page.locator(selector)::click);
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
