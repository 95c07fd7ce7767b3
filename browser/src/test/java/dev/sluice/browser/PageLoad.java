package dev.sluice.browser;

import com.microsoft.playwright.Page;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Waits for the page that a click or a key leads to: the old one is loaded already, so asking
 * whether a page is would be answered too early.
 */
final class PageLoad {

  private PageLoad() {}

  /** Does what leads to another page, and returns once that one is loaded. */
  static void waitAfter(Page page, Runnable step) {
    AtomicBoolean loaded = new AtomicBoolean();
    Consumer<Page> notice = _ -> loaded.set(true);
    page.onLoad(notice);
    try {
      step.run();
      page.waitForCondition(loaded::get);
    } finally {
      page.offLoad(notice);
    }
  }
}
