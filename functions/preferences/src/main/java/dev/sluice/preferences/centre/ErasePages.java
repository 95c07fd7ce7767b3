package dev.sluice.preferences.centre;

import dev.sluice.aws.http.HttpResponse;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.Look;
import dev.sluice.preferences.page.Speech;
import java.util.Map;

/** The page that explains what erasing means and asks, and the one that confirms it. */
public record ErasePages(Look look) {

  /** The fields of the form by which a person says that they are sure. */
  public static final Map<String, String> SURE = Map.of(Wishes.DO, "erase");

  /**
   * Asks whether to erase.
   *
   * @param token what the address of the preference centre ends in
   */
  public HttpResponse ask(String token) {
    return ask(200, token, Html.NONE);
  }

  /** Asks again, as what was sent was not the page's form. */
  public HttpResponse askAgain(String token) {
    return ask(400, token, look.alert("bad.title"));
  }

  /** Asks again, as others were faster each time. */
  public HttpResponse askLater(String token) {
    return ask(503, token, look.alert("busy.text", "busy.again"));
  }

  private HttpResponse ask(int status, String token, Html alert) {
    Html form =
        new Forms(look)
            .form(
                Html.lines(
                    Wishes.hidden(Wishes.DO, "erase"),
                    Html.of("<button>%s</button>", say("erase.button"))));
    Html back =
        Html.of(
            "<a class=\"button quiet\" href=\"../%s%s\">%s</a>",
            Html.text(token), Html.text(look.query()), say("erase.back"));
    return page(
        status,
        "erase.title",
        alert,
        paragraph("erase.what"),
        paragraph("erase.keep"),
        Html.of("<p><strong>%s</strong></p>", say("erase.undo")),
        Html.of("<div class=\"row\">\n%s\n%s\n</div>", form, back));
  }

  /** Confirms that somebody is erased. */
  public HttpResponse erased() {
    return page(200, "erased.title", paragraph("erased.now"), paragraph("stays"));
  }

  private HttpResponse page(int status, String title, Html... content) {
    Html main =
        Html.of("<h1>%s</h1>\n<div class=\"card\">\n%s\n</div>", say(title), Html.lines(content));
    return look.page(status, say(title), main);
  }

  private Html paragraph(String key) {
    return Html.of("<p>%s</p>", say(key));
  }

  private Html say(String key) {
    return new Speech(look.language()).say(key);
  }
}
