package dev.sluice.preferences.centre;

import dev.sluice.aws.http.HttpResponse;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.Look;
import dev.sluice.preferences.page.Speech;
import dev.sluice.scheduling.branding.Wording;
import java.util.Optional;

/** The preference centre as a page. */
public record CentrePage(Look look, Centre centre) {

  /**
   * Returns the page.
   *
   * @param token what its address ends in
   * @param done what its address says was done before
   */
  public HttpResponse response(String token, Optional<String> done) {
    Optional<Html> told = done.flatMap(name -> Done.told(name, centre, look));
    Html heading = look.speech().say("centre.title");
    Html title = told.map(status -> Html.of("%s – %s", plain(status), heading)).orElse(heading);
    Html main =
        Html.lines(
            Html.of("<h1>%s</h1>", heading),
            told.map(CentrePage::status).orElse(Html.NONE),
            welcome(),
            new RestCards(look, centre).inForce(),
            new TopicCards(look, centre).html(),
            new RestCards(look, centre).offered(),
            stays(),
            new LedgerCards(look, centre).html(),
            data(token));
    return look.page(200, title, main);
  }

  /**
   * It takes the focus, so that it is read first: a page that was loaded anew has no live region
   * that changes (WCAG 2.2, 4.1.3).
   */
  private static Html status(Html told) {
    return Html.of("<p class=\"done\" role=\"status\" tabindex=\"-1\" autofocus>%s</p>", told);
  }

  private Html welcome() {
    Speech speech = look.speech();
    Html address = Html.foreign(centre.record().subscriber().address().value());
    Wording wording = look.branding().wording(look.language().locale());
    return Html.lines(
        Html.of(
            "<p>%s</p>",
            wording.welcome().map(Html::text).orElseGet(() -> speech.say("centre.welcome"))),
        Html.of("<p class=\"soft\">%s</p>", speech.say("centre.address", "address", address)));
  }

  private Html stays() {
    Speech speech = look.speech();
    return Html.of("<h2>%s</h2>\n<p>%s</p>", speech.say("stays.title"), speech.say("stays"));
  }

  private Html data(String token) {
    Speech speech = look.speech();
    return Html.of(
        """
        <h2>%s</h2>
        <div class="card">
        <p>%s</p>
        <div class="row">
        <a class="button quiet" href="%s/data" download>%s</a>
        <a class="button quiet" href="%s/erase%s">%s</a>
        </div>
        </div>\
        """,
        speech.say("data.title"),
        speech.say("data.note"),
        Html.text(token),
        speech.say("data.download"),
        Html.text(token),
        Html.text(look.query()),
        speech.say("data.erase"));
  }

  /** A title has no markup: elements in it would be shown letter by letter. */
  private static Html plain(Html html) {
    return new Html(html.markup().replaceAll("<[^>]*>", ""));
  }
}
