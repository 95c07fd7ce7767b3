package dev.sluice.preferences.center;

import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.PageTheme;
import java.util.Map;

/** The page that explains erasure and asks for confirmation, and the page that confirms it. */
public record ErasurePages(PageTheme theme) {

  private static final String ERASE = "erase";

  /** The fields of the form that confirms erasure. */
  public static final Map<String, String> CONFIRMATION_FIELDS =
      Map.of(PreferenceForm.ACTION, ERASE);

  /**
   * Asks for confirmation.
   *
   * @param token the last segment of the preference center's address
   */
  public HttpResponse confirm(String token) {
    return confirm(200, token, Html.EMPTY);
  }

  /** Asks again, because the request was not the page's form. */
  public HttpResponse confirmAfterInvalidForm(String token) {
    return confirm(400, token, theme.alert("bad.title"));
  }

  /** Asks again, because the erasure lost to concurrent writes on every try. */
  public HttpResponse confirmAfterConflict(String token) {
    return confirm(503, token, theme.alert("busy.text", "busy.again"));
  }

  private HttpResponse confirm(int status, String token, Html alert) {
    Html back =
        Html.format(
            "<a class=\"button quiet\" href=\"../%s%s\">%s</a>",
            Html.text(token), Html.text(theme.querySuffix()), theme.message("erase.back"));
    return page(
        status,
        "erase.title",
        alert,
        theme.paragraph("erase.what"),
        theme.paragraph("erase.keep"),
        Html.format("<p><strong>%s</strong></p>", theme.message("erase.undo")),
        Html.row(PreferenceForm.button(theme, ERASE, "erase.button", ""), back));
  }

  /** Confirms the erasure. */
  public HttpResponse erased() {
    return page(200, "erased.title", theme.paragraph("erased.now"), theme.paragraph("stays"));
  }

  private HttpResponse page(int status, String title, Html... content) {
    return theme.cardPage(status, title, Html.card(content), Html.EMPTY);
  }
}
