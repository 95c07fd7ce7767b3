package dev.sluice.browser;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of every page in every language, for people to look at; {@code browser/screenshots}. */
@NeedsChromium
@DisplayName("Pictures of the pages")
class Screenshots {

  private static final Path FOLDER = Path.of("target", "screenshots");

  private final Site site;
  private final Browsing browsing;

  Screenshots(Site site, Browsing browsing) {
    this.site = site;
    this.browsing = browsing;
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "et", "sq", "sl", "zh-Hans", "he"})
  void take(String language) {
    for (Device device : List.of(Device.PHONE, Device.DESKTOP)) {
      Links links = site.mailOften(language);
      try (Visitor visitor = browsing.visitor(device, language)) {
        Page page = visitor.page();
        String name = device.name() + "-" + language;
        page.navigate(links.unsubscribe());
        take(page, name + "-1-unsubscribe");
        page.navigate(links.preferences());
        take(page, name + "-2-centre");
        CentreDesk desk = new CentreDesk(page);
        desk.choose("offers", "monthly");
        desk.pause(60);
        take(page, name + "-3-paused");
        desk.leaveAll();
        take(page, name + "-4-left-all");
        page.navigate(site.forged("u"));
        take(page, name + "-5-no-such-link");
      }
    }
  }

  private static void take(Page page, String name) {
    byte[] unused =
        page.screenshot(
            new Page.ScreenshotOptions().setFullPage(true).setPath(FOLDER.resolve(name + ".png")));
  }
}
