package dev.sluice.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.util.Map;

/** One Chromium without a window, driven by Playwright. */
final class BrowserSession implements AutoCloseable {

  /** Milliseconds that a page on this machine may take: far more than it needs. */
  private static final double PATIENCE_MILLIS = 10_000;

  private final Playwright playwright;
  private final Browser browser;

  private BrowserSession(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static BrowserSession start() {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    LaunchOptions options =
        new LaunchOptions()
            .setExecutablePath(ChromiumLocator.find().orElseThrow())
            .setArgs(ChromiumLocator.ARGUMENTS);
    return new BrowserSession(playwright, playwright.chromium().launch(options));
  }

  /** Returns somebody new with this screen and this language. */
  BrowserUser newUser(Device device, String locale) {
    return newUser(options(device, locale));
  }

  /** Returns somebody who switched JavaScript off. */
  BrowserUser newUserWithoutJavaScript(Device device, String locale) {
    return newUser(options(device, locale).setJavaScriptEnabled(false));
  }

  private BrowserUser newUser(NewContextOptions options) {
    // A headless browser names itself, and would be taken for the machine that it is.
    String agent =
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%s Safari/537.36"
            .formatted(browser.version());
    BrowserContext context = browser.newContext(options.setUserAgent(agent));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    return new BrowserUser(context.newPage());
  }

  private static NewContextOptions options(Device device, String locale) {
    return new NewContextOptions()
        .setViewportSize(device.width(), device.height())
        .setColorScheme(device.scheme())
        .setLocale(locale);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
