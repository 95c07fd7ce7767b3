package dev.sluice.preferences.center;

import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.Messages;
import dev.sluice.preferences.page.PageTheme;
import java.util.Map;

/** The page that explains what erasing means and asks, and the one that confirms it. */
public record ErasurePages(PageTheme theme) {

  /** The fields of the form by which a person says that they are sure. */
  public static final Map<String, String> CONFIRMATION_FIELDS =
      Map.of(PreferenceForm.ACTION, "erase");

  /**
   * Asks whether to erase.
   *
   * @param token what the address of the preference centre ends in
   */
  public HttpResponse confirm(String token) {
    return confirm(200, token, Html.EMPTY);
  }

  /** Asks again, as what was sent was not the page's form. */
  public HttpResponse confirmAfterInvalidForm(String token) {
    return confirm(400, token, theme.alert("bad.title"));
  }

  /** Asks again, as others were faster each time. */
  public HttpResponse confirmAfterConflict(String token) {
    return confirm(503, token, theme.alert("busy.text", "busy.again"));
  }

  private HttpResponse confirm(int status, String token, Html alert) {
    Html form =
        new HtmlForms(theme)
            .form(
                Html.lines(
                    PreferenceForm.hiddenField(PreferenceForm.ACTION, "erase"),
                    Html.format("<button>%s</button>", message("erase.button"))));
    Html back =
        Html.format(
            "<a class=\"button quiet\" href=\"../%s%s\">%s</a>",
            Html.text(token), Html.text(theme.querySuffix()), message("erase.back"));
    return page(
        status,
        "erase.title",
        alert,
        paragraph("erase.what"),
        paragraph("erase.keep"),
        Html.format("<p><strong>%s</strong></p>", message("erase.undo")),
        Html.format("<div class=\"row\">\n%s\n%s\n</div>", form, back));
  }

  /** Confirms that somebody is erased. */
  public HttpResponse erased() {
    return page(200, "erased.title", paragraph("erased.now"), paragraph("stays"));
  }

  private HttpResponse page(int status, String title, Html... content) {
    Html main =
        Html.format(
            "<h1>%s</h1>\n<div class=\"card\">\n%s\n</div>", message(title), Html.lines(content));
    return theme.page(status, message(title), main);
  }

  private Html paragraph(String key) {
    return Html.format("<p>%s</p>", message(key));
  }

  private Html message(String key) {
    return new Messages(theme.language()).get(key);
  }
}
