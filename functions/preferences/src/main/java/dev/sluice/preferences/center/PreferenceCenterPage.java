package dev.sluice.preferences.center;

import dev.sluice.core.branding.LocalizedBranding;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.PageTheme;
import java.util.Optional;

/** The preference center as a page. */
public record PreferenceCenterPage(PageTheme theme, PreferenceCenter center) {

  /**
   * Returns the page.
   *
   * @param token the last segment of its address
   * @param done the parameter of its address that names the change made before
   */
  public HttpResponse response(String token, Optional<String> done) {
    Optional<Html> flash = done.flatMap(name -> FlashMessage.render(name, center, theme));
    Html heading = theme.message("centre.title");
    Html title =
        flash.map(status -> Html.format("%s – %s", withoutMarkup(status), heading)).orElse(heading);
    Html main =
        Html.lines(
            Html.format("<h1>%s</h1>", heading),
            flash.map(PreferenceCenterPage::status).orElse(Html.EMPTY),
            welcome(),
            new TopicCards(theme, center).html(),
            theme.heading("stays.title"),
            theme.paragraph("stays"),
            new MailHistoryCards(theme, center).html(),
            personalDataCard(token));
    return theme.page(200, title, main);
  }

  /**
   * The status takes the focus, so that a screen reader reads it first: a page that has just loaded
   * has no live region that changes (WCAG 2.2, 4.1.3).
   */
  private static Html status(Html text) {
    return Html.format("<p class=\"done\" role=\"status\" tabindex=\"-1\" autofocus>%s</p>", text);
  }

  private Html welcome() {
    Html address = Html.isolated(center.subscriber().subscriber().address().value());
    LocalizedBranding localized = theme.branding().localizationFor(theme.language().locale());
    return Html.lines(
        Html.paragraph(
            localized.welcome().map(Html::text).orElseGet(() -> theme.message("centre.welcome"))),
        Html.note(theme.message("centre.address", "address", address)));
  }

  private Html personalDataCard(String token) {
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
        theme.message("data.title"),
        theme.message("data.note"),
        Html.text(token),
        theme.message("data.download"),
        Html.text(token),
        Html.text(theme.querySuffix()),
        theme.message("data.erase"));
  }

  /** A browser shows elements in a title as text. */
  private static Html withoutMarkup(Html html) {
    return new Html(html.markup().replaceAll("<[^>]*>", ""));
  }
}
