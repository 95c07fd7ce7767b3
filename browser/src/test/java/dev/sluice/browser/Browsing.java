package dev.sluice.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.util.Map;

/** One Chromium without a window, driven by Playwright; each page is of a person of its own. */
final class Browsing implements AutoCloseable {

  /** Milliseconds that a page on this machine may take: far more than it needs. */
  private static final double PATIENCE_MILLIS = 10_000;

  private final Playwright playwright;
  private final Browser browser;

  private Browsing(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Browsing start() {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    LaunchOptions options =
        new LaunchOptions()
            .setExecutablePath(Chromium.installed().orElseThrow())
            .setArgs(Chromium.ARGUMENTS);
    return new Browsing(playwright, playwright.chromium().launch(options));
  }

  /** Opens a page for somebody with this screen and this language; whoever opens it closes it. */
  Page page(Device device, String locale) {
    return page(options(device, locale));
  }

  /** Opens a page in a browser whose owner switched JavaScript off. */
  Page pageWithoutJavaScript(Device device, String locale) {
    return page(options(device, locale).setJavaScriptEnabled(false));
  }

  private Page page(NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout(PATIENCE_MILLIS);
    return context.newPage();
  }

  private static NewContextOptions options(Device device, String locale) {
    return new NewContextOptions()
        .setViewportSize(device.width(), device.height())
        .setLocale(locale);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
