package dev.sluice.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** What one can do on the preference centre, by what its forms are and not by their words. */
record CentreDesk(Page page) {

  Locator choose(String topic) {
    return form("choose").filter(having("[name=topic][value=" + topic + "]"));
  }

  /** Chooses a cadence and saves it. */
  void choose(String topic, String cadence) {
    Locator form = choose(topic);
    form.locator("select").selectOption(cadence);
    press(form.locator("button"));
  }

  void leave(String topic) {
    press(leaving(topic).locator("button"));
  }

  Locator leaving(String topic) {
    return form("leave").filter(having("[name=topic][value=" + topic + "]"));
  }

  void pause(int days) {
    press(form("pause").locator("button[value='" + days + "']"));
  }

  void resume() {
    press(form("resume").locator("button"));
  }

  void leaveAll() {
    press(form("leaveAll").locator("button"));
  }

  void comeBack() {
    press(form("return").locator("button"));
  }

  /** Sends a form after making it far larger than any of ours is. */
  void sendTooMuch(String what) {
    Locator form = form(what);
    Object unused = form.locator("[name=do]").evaluate("it => { it.value = 'x'.repeat(9000); }");
    press(page.locator("form").filter(having("[name=do][value^=xxx]")).locator("button"));
  }

  /** Returns the form that asks for this. */
  Locator form(String what) {
    return page.locator("form").filter(having("[name=do][value=" + what + "]"));
  }

  /** Returns what the page says was done. */
  Locator told() {
    return page.locator("[role=status]");
  }

  private Locator.FilterOptions having(String selector) {
    return new Locator.FilterOptions().setHas(page.locator(selector));
  }

  private void press(Locator button) {
    Loading.after(page, button::click);
  }
}
