package dev.sluice.preferences.center;

import dev.sluice.core.branding.LocalizedBranding;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.Messages;
import dev.sluice.preferences.page.PageTheme;
import java.util.Optional;

/** The preference centre as a page. */
public record PreferenceCenterPage(PageTheme theme, PreferenceCenter center) {

  /**
   * Returns the page.
   *
   * @param token what its address ends in
   * @param done what its address says was done before
   */
  public HttpResponse response(String token, Optional<String> done) {
    Optional<Html> told = done.flatMap(name -> FlashMessage.render(name, center, theme));
    Html heading = theme.messages().get("centre.title");
    Html title =
        told.map(status -> Html.format("%s – %s", withoutMarkup(status), heading)).orElse(heading);
    Html main =
        Html.lines(
            Html.format("<h1>%s</h1>", heading),
            told.map(PreferenceCenterPage::status).orElse(Html.EMPTY),
            welcome(),
            new AllTopicsCards(theme, center).inForce(),
            new TopicCards(theme, center).html(),
            new AllTopicsCards(theme, center).offered(),
            transactionalNotice(),
            new MailHistoryCards(theme, center).html(),
            personalDataCard(token));
    return theme.page(200, title, main);
  }

  /**
   * It takes the focus, so that it is read first: a page that was loaded anew has no live region
   * that changes (WCAG 2.2, 4.1.3).
   */
  private static Html status(Html told) {
    return Html.format("<p class=\"done\" role=\"status\" tabindex=\"-1\" autofocus>%s</p>", told);
  }

  private Html welcome() {
    Messages speech = theme.messages();
    Html address = Html.isolated(center.subscriber().subscriber().address().value());
    LocalizedBranding wording = theme.branding().localizationFor(theme.language().locale());
    return Html.lines(
        Html.format(
            "<p>%s</p>",
            wording.welcome().map(Html::text).orElseGet(() -> speech.get("centre.welcome"))),
        Html.format("<p class=\"soft\">%s</p>", speech.get("centre.address", "address", address)));
  }

  private Html transactionalNotice() {
    Messages speech = theme.messages();
    return Html.format("<h2>%s</h2>\n<p>%s</p>", speech.get("stays.title"), speech.get("stays"));
  }

  private Html personalDataCard(String token) {
    Messages speech = theme.messages();
    return Html.format(
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
        speech.get("data.title"),
        speech.get("data.note"),
        Html.text(token),
        speech.get("data.download"),
        Html.text(token),
        Html.text(theme.querySuffix()),
        speech.get("data.erase"));
  }

  /** A title has no markup: elements in it would be shown letter by letter. */
  private static Html withoutMarkup(Html html) {
    return new Html(html.markup().replaceAll("<[^>]*>", ""));
  }
}
