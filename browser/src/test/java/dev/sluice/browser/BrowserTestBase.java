package dev.sluice.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;

/** What all tests of pages share: the site, and people who open its pages, each with a browser. */
@RequiresChromium
abstract class BrowserTestBase {

  final LocalSite site;
  private final BrowserSession session;
  private final List<BrowserUser> users = new ArrayList<>();

  BrowserTestBase(LocalSite site, BrowserSession browsing) {
    this.site = site;
    this.session = browsing;
  }

  /** Returns somebody new, whose browser asks for this language, and who has opened nothing yet. */
  final Page newPage(Device device, String locale) {
    return register(session.newUser(device, locale));
  }

  /** Returns a page as somebody new sees it whose browser asks for this language. */
  final Page open(String url, Device device, String locale) {
    return open(url, newPage(device, locale));
  }

  /** Returns the same without JavaScript. */
  final Page openWithoutJavaScript(String url, Device device, String locale) {
    return open(url, register(session.newUserWithoutJavaScript(device, locale)));
  }

  /** Goes on to another address, and returns the answer's status. */
  static int navigate(Page page, String url) {
    Response answer = Objects.requireNonNull(page.navigate(url));
    return answer.status();
  }

  private static Page open(String url, Page page) {
    int unused = navigate(page, url);
    return page;
  }

  private Page register(BrowserUser visitor) {
    users.add(visitor);
    return visitor.page();
  }

  @AfterEach
  final void closeUsers() {
    users.forEach(BrowserUser::close);
    users.clear();
  }
}
