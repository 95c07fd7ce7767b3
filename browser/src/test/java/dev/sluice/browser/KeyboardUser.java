package dev.sluice.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Somebody who has no mouse. */
record KeyboardUser(Page page) {

  /** Presses of the tab key: more than any page has things to press. */
  private static final int MOST_TABS = 100;

  /** Goes on to a control. */
  void tabTo(Locator control) {
    for (int i = 0; i < MOST_TABS; i++) {
      page.keyboard().press("Tab");
      if ((boolean) control.evaluate("it => it === document.activeElement")) {
        return;
      }
    }
    throw new AssertionError("no tab leads to " + control);
  }

  /** Presses the button that has the focus, and waits for the page that comes of it. */
  void pressEnter() {
    PageLoad.waitAfter(page, () -> page.keyboard().press("Enter"));
  }
}
