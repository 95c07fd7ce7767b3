package dev.sluice.preferences.centre;

import dev.sluice.aws.http.HttpResponse;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.Look;
import dev.sluice.preferences.page.Speech;

/** Short pages about what a form came to, where that is not the preference centre itself. */
public record Notices(Look look) {

  /** For a form that is none of ours. */
  public HttpResponse unreadable() {
    return notice(400, "bad.title", "bad.text");
  }

  /** For a change that others were faster than, each time. */
  public HttpResponse busy() {
    return notice(503, "busy.title", "busy.text");
  }

  /** What is shown to those whose browser does not follow the way back by itself. */
  public HttpResponse goOn() {
    Html title = look.speech().say("centre.title");
    return look.page(303, title, Html.lines(Html.of("<h1>%s</h1>", title), back()));
  }

  private HttpResponse notice(int status, String title, String text) {
    Speech speech = look.speech();
    Html main =
        Html.of(
            "<h1>%s</h1>\n<div class=\"card\">\n<p>%s</p>\n%s\n</div>",
            speech.say(title), speech.say(text), back());
    return look.page(status, speech.say(title), main);
  }

  /** The page's own address without what was posted. */
  private Html back() {
    return Html.of(
        "<p><a href=\"%s\">%s</a></p>", Html.text(look.query()), look.speech().say("back"));
  }
}
