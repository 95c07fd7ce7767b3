package dev.sluice.preferences;

import dev.sluice.core.policy.Cadence;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.PageTheme;
import java.util.List;

/** The pages behind the unsubscribe link. */
record UnsubscribePages(PageTheme theme) {

  /** Asks whether to unsubscribe from a topic or to get it less often. */
  HttpResponse confirm(LinkTarget link) {
    return confirm(200, link, Html.EMPTY);
  }

  /** Asks again, because the request was not one of the page's forms. */
  HttpResponse confirmAfterInvalidForm(LinkTarget link) {
    return confirm(400, link, theme.alert("bad.title"));
  }

  /** Asks again, because the change lost to concurrent writes on every try. */
  HttpResponse confirmAfterConflict(LinkTarget link) {
    return confirm(503, link, theme.alert("busy.text", "busy.again"));
  }

  private HttpResponse confirm(int status, LinkTarget link, Html alert) {
    return page(
        status,
        "leave.title",
        alert,
        theme.paragraph("leave.question"),
        topic(link),
        form(
            Html.lines(
                Html.hiddenField(OneClickBody.FIELD, OneClickBody.VALUE),
                Html.format("<button type=\"submit\">%s</button>", theme.message("leave.button")))),
        theme.paragraph("leave.keep"),
        frequencyForm(link.slowerCadences()));
  }

  /** Confirms that the subscriber has unsubscribed from a topic, now or earlier. */
  HttpResponse unsubscribed(LinkTarget link) {
    return page(
        200,
        "left.title",
        theme.paragraph("left.now"),
        topic(link),
        theme.paragraph("left.others"),
        theme.paragraph("left.back"));
  }

  /** Confirms that a topic comes less often. */
  HttpResponse frequencyReduced(LinkTarget link, Cadence cadence) {
    Html now = theme.message("slowed.now", "cadence", theme.cadence(cadence));
    return page(200, "slowed.title", Html.paragraph(now), topic(link));
  }

  private Html frequencyForm(List<Cadence> slower) {
    if (slower.isEmpty()) {
      return Html.EMPTY;
    }
    List<Html> options =
        slower.stream()
            .map(cadence -> theme.cadenceOption(cadence, isPreselected(cadence, slower)))
            .toList();
    Html pick =
        Html.format(
            """
            <div class="pick">
            <div>
            <label for="cadence">%s</label>
            <select id="cadence" name="cadence">
            %s
            </select>
            </div>
            <button class="quiet">%s</button>
            </div>\
            """,
            theme.message("less.cadence"), Html.lines(options), theme.message("less.button"));
    return Html.lines(theme.heading("less.title"), form(pick));
  }

  /** A person who came to unsubscribe is offered a weekly message rather than a daily one. */
  private static boolean isPreselected(Cadence cadence, List<Cadence> slower) {
    return cadence == Cadence.WEEKLY && cadence != slower.getFirst();
  }

  /** The form posts to the page's own address; its action only keeps a language picked there. */
  private Html form(Html content) {
    Html action =
        theme.languageRequested()
            ? Html.format(" action=\"%s\"", Html.text(theme.querySuffix()))
            : Html.EMPTY;
    return Html.format("<form method=\"post\"%s>\n%s\n</form>", action, content);
  }

  private HttpResponse page(int status, String title, Html... content) {
    return theme.cardPage(status, title, Html.card(content), theme.note("stays"));
  }

  private Html topic(LinkTarget link) {
    return Html.format(
        "<p class=\"topic\">%s</p>", theme.topicName(link.topic(), link.topicDefinition()));
  }
}
