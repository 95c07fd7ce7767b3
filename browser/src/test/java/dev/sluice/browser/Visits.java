package dev.sluice.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;

/** What all tests of pages share: the site, and people who open its pages, each with a browser. */
@NeedsChromium
abstract class Visits {

  final Site site;
  private final Browsing browsing;
  private final List<Visitor> visitors = new ArrayList<>();

  Visits(Site site, Browsing browsing) {
    this.site = site;
    this.browsing = browsing;
  }

  /** Returns somebody new, whose browser asks for this language, and who has opened nothing yet. */
  final Page newcomer(Device device, String locale) {
    return enter(browsing.visitor(device, locale));
  }

  /** Returns a page as somebody new sees it whose browser asks for this language. */
  final Page open(String url, Device device, String locale) {
    return open(url, newcomer(device, locale));
  }

  /** Returns the same without JavaScript. */
  final Page openWithoutJavaScript(String url, Device device, String locale) {
    return open(url, enter(browsing.visitorWithoutJavaScript(device, locale)));
  }

  /** Goes on to another address, and returns the answer's status. */
  static int go(Page page, String url) {
    Response answer = Objects.requireNonNull(page.navigate(url));
    return answer.status();
  }

  private static Page open(String url, Page page) {
    int unused = go(page, url);
    return page;
  }

  private Page enter(Visitor visitor) {
    visitors.add(visitor);
    return visitor.page();
  }

  @AfterEach
  final void leave() {
    visitors.forEach(Visitor::close);
    visitors.clear();
  }
}
