package dev.sluice.preferences.centre;

import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.Look;

/**
 * Forms of a page: each posts one thing to the page's own address.
 *
 * <p>They carry no token against forged requests beside the one in the address. There is nothing a
 * browser would add by itself, no cookie and no login: who can make a browser post to this address
 * knows the link, and could as well post themselves.
 */
record Forms(Look look) {

  /** Returns a form with hidden fields and buttons. */
  Html form(Html fields) {
    return Html.of(
        "<form method=\"post\" action=\"%s\">\n%s\n</form>", Html.text(look.query()), fields);
  }

  /** Returns a form of one button that asks for one thing. */
  Html button(String what, String key, String style) {
    return form(
        Html.lines(
            Wishes.hidden(Wishes.DO, what),
            Html.of("<button class=\"%s\">%s</button>", Html.text(style), look.speech().say(key))));
  }
}
