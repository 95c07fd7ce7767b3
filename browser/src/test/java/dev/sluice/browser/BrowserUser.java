package dev.sluice.browser;

import com.microsoft.playwright.Page;

/**
 * Somebody with a browser of their own: no cookie and no history of anybody else.
 *
 * @param page what they look at
 */
record BrowserUser(Page page) implements AutoCloseable {

  @Override
  public void close() {
    page.context().close();
  }
}
