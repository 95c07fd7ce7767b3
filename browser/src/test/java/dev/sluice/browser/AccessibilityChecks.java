package dev.sluice.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;

/** What must hold on every page: WCAG 2.2 AA as far as a program can tell. */
final class AccessibilityChecks {

  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private AccessibilityChecks() {}

  /** Fails unless axe finds nothing wrong with what the page shows now, and it fits the screen. */
  static void check(Page page) {
    assertThat(new AxeBuilder(page).withTags(RULES).analyze().getViolations())
        .as("what axe finds on %s", page.title())
        .isEmpty();
    checkLayout(page);
  }

  /**
   * Fails if anything needs scrolling sideways, or is too small to be hit. Without JavaScript this
   * is all that can be checked, as axe would wait for its own promises forever.
   */
  static void checkLayout(Page page) {
    assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
        .as("width of %s (WCAG 2.2, 1.4.10)", page.title())
        .isLessThanOrEqualTo(page.viewportSize().width);
    page.locator("button, select, input:not([type=hidden]), summary, a:not(.vh)")
        .all()
        .forEach(control -> {
          var box = control.boundingBox();
          assertThat(Math.min(box.width, box.height))
              .as("size of %s (WCAG 2.2, 2.5.8)", control.evaluate("it => it.outerHTML"))
              .isGreaterThanOrEqualTo(24);
        });
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)).count())
        .isOne();
  }
}
