package dev.sluice.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** What one can do on the preference centre, by what its forms are and not by their words. */
record PreferenceCenterPageObject(Page page) {

  Locator chooseCadence(String topic) {
    return form("choose").filter(withDescendant("[name=topic][value=" + topic + "]"));
  }

  /** Chooses a cadence and saves it. */
  void chooseCadence(String topic, String cadence) {
    Locator form = chooseCadence(topic);
    form.locator("select").selectOption(cadence);
    click(form.locator("button"));
  }

  void unsubscribe(String topic) {
    click(unsubscribeButton(topic).locator("button"));
  }

  Locator unsubscribeButton(String topic) {
    return form("leave").filter(withDescendant("[name=topic][value=" + topic + "]"));
  }

  void pause(int days) {
    click(form("pause").locator("button[value='" + days + "']"));
  }

  void resume() {
    click(form("resume").locator("button"));
  }

  void unsubscribeAll() {
    click(form("leaveAll").locator("button"));
  }

  void resubscribe() {
    click(form("return").locator("button"));
  }

  /** Sends a form after making it far larger than any of ours is. */
  void submitOversizedForm(String what) {
    Locator form = form(what);
    Object unused = form.locator("[name=do]").evaluate("it => { it.value = 'x'.repeat(9000); }");
    click(page.locator("form").filter(withDescendant("[name=do][value^=xxx]")).locator("button"));
  }

  /** Returns the form that asks for this. */
  Locator form(String what) {
    return page.locator("form").filter(withDescendant("[name=do][value=" + what + "]"));
  }

  /** Returns what the page says was done. */
  Locator statusMessage() {
    return page.locator("[role=status]");
  }

  private Locator.FilterOptions withDescendant(String selector) {
    return new Locator.FilterOptions().setHas(page.locator(selector));
  }

  private void click(Locator button) {
    PageLoad.waitAfter(page, button::click);
  }
}
