package dev.sluice.preferences.center;

import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.PageTheme;

/**
 * Forms of a page: each posts one thing to the page's own address.
 *
 * <p>They carry no token against forged requests beside the one in the address. There is nothing a
 * browser would add by itself, no cookie and no login: who can make a browser post to this address
 * knows the link, and could as well post themselves.
 */
record HtmlForms(PageTheme theme) {

  /** Returns a form with hidden fields and buttons. */
  Html form(Html fields) {
    return Html.format(
        "<form method=\"post\" action=\"%s\">\n%s\n</form>",
        Html.text(theme.querySuffix()), fields);
  }

  /** Returns a form of one button that asks for one thing. */
  Html button(String what, String key, String style) {
    return form(
        Html.lines(
            PreferenceForm.hiddenField(PreferenceForm.ACTION, what),
            Html.format(
                "<button class=\"%s\">%s</button>", Html.text(style), theme.messages().get(key))));
  }
}
