package dev.sluice.preferences;

import dev.sluice.core.policy.Cadence;
import dev.sluice.json.EnumNames;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.Messages;
import dev.sluice.preferences.page.PageTheme;
import java.util.List;

/** The pages behind the unsubscribe link, and the one for every link that is not good. */
record UnsubscribePages(PageTheme theme) {

  /** Asks whether to leave a topic, or rather to get it less often. */
  HttpResponse confirm(LinkTarget opened) {
    return confirm(200, opened, Html.EMPTY);
  }

  /** Asks again, as what was sent was none of the page's forms. */
  HttpResponse confirmAfterInvalidForm(LinkTarget opened) {
    return confirm(400, opened, theme.alert("bad.title"));
  }

  /** Asks again, as others were faster each time. */
  HttpResponse confirmAfterConflict(LinkTarget opened) {
    return confirm(503, opened, theme.alert("busy.text", "busy.again"));
  }

  private HttpResponse confirm(int status, LinkTarget opened, Html alert) {
    return page(
        status,
        "leave.title",
        alert,
        paragraph("leave.question"),
        topic(opened),
        form(
            Html.format(
                """
                <input type="hidden" name="%s" value="%s">
                <button type="submit">%s</button>\
                """,
                Html.text(OneClickBody.FIELD),
                Html.text(OneClickBody.VALUE),
                message("leave.button"))),
        paragraph("leave.keep"),
        frequencyForm(opened.slowerCadences()));
  }

  /** Confirms that a topic was left, now or earlier. */
  HttpResponse unsubscribed(LinkTarget opened) {
    return page(
        200,
        "left.title",
        paragraph("left.now"),
        topic(opened),
        paragraph("left.others"),
        paragraph("left.back"));
  }

  /** Confirms that a topic comes less often. */
  HttpResponse frequencyReduced(LinkTarget opened, Cadence cadence) {
    Html now = theme.messages().get("slowed.now", "cadence", message(cadence));
    return page(200, "slowed.title", Html.format("<p>%s</p>", now), topic(opened));
  }

  private Html frequencyForm(List<Cadence> slower) {
    if (slower.isEmpty()) {
      return Html.EMPTY;
    }
    List<Html> options = slower.stream().map(cadence -> option(cadence, slower)).toList();
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
            message("less.cadence"), Html.lines(options), message("less.button"));
    return Html.lines(Html.format("<h2>%s</h2>", message("less.title")), form(pick));
  }

  /** Who came to leave is offered to hear once a week at most, rather than every day. */
  private Html option(Cadence cadence, List<Cadence> slower) {
    boolean offered = cadence == Cadence.WEEKLY && cadence != slower.getFirst();
    return Html.format(
        "<option value=\"%s\"%s>%s</option>",
        Html.text(EnumNames.jsonName(cadence)),
        offered ? Html.format(" selected") : Html.EMPTY,
        theme.messages().getCapitalized(messageKey(cadence)));
  }

  /** The form posts to the page's own address; a language that was asked for stays. */
  private Html form(Html content) {
    Html action =
        theme.languageRequested()
            ? Html.format(" action=\"%s\"", Html.text(theme.querySuffix()))
            : Html.EMPTY;
    return Html.format("<form method=\"post\"%s>\n%s\n</form>", action, content);
  }

  private HttpResponse page(int status, String title, Html... content) {
    Html main =
        Html.lines(
            Html.format("<h1>%s</h1>", message(title)),
            Html.format("<div class=\"card\">\n%s\n</div>", Html.lines(content)),
            Html.format("<p class=\"soft\">%s</p>", message("stays")));
    return theme.page(status, message(title), main);
  }

  private Html topic(LinkTarget opened) {
    return Html.format(
        "<p class=\"topic\">%s</p>", theme.topicName(opened.topic(), opened.topicDefinition()));
  }

  private Html paragraph(String key) {
    return Html.format("<p>%s</p>", message(key));
  }

  private Html message(Cadence cadence) {
    return message(messageKey(cadence));
  }

  private static String messageKey(Cadence cadence) {
    return "cadence." + EnumNames.jsonName(cadence);
  }

  private Html message(String key) {
    return new Messages(theme.language()).get(key);
  }
}
