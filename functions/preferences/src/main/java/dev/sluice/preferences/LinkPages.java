package dev.sluice.preferences;

import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.json.Names;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.Look;
import dev.sluice.preferences.page.Speech;
import dev.sluice.scheduling.policy.Cadence;
import java.util.List;

/** The pages behind the unsubscribe link, and the one for every link that is not good. */
record LinkPages(Look look) {

  /** Asks whether to leave a topic, or rather to get it less often. */
  HttpResponse ask(Opened opened) {
    return ask(200, opened, Html.NONE);
  }

  /** Asks again, as what was sent was none of the page's forms. */
  HttpResponse askAgain(Opened opened) {
    return ask(400, opened, look.alert("bad.title"));
  }

  /** Asks again, as others were faster each time. */
  HttpResponse askLater(Opened opened) {
    return ask(503, opened, look.alert("busy.text", "busy.again"));
  }

  private HttpResponse ask(int status, Opened opened, Html alert) {
    return page(
        status,
        "leave.title",
        alert,
        paragraph("leave.question"),
        topic(opened),
        form(
            Html.of(
                """
                <input type="hidden" name="%s" value="%s">
                <button type="submit">%s</button>\
                """,
                Html.text(OneClickBody.FIELD), Html.text(OneClickBody.VALUE), say("leave.button"))),
        paragraph("leave.keep"),
        less(opened.slower()));
  }

  /** Confirms that a topic was left, now or earlier. */
  HttpResponse left(Opened opened) {
    return page(
        200,
        "left.title",
        paragraph("left.now"),
        topic(opened),
        paragraph("left.others"),
        paragraph("left.back"));
  }

  /** Confirms that a topic comes less often. */
  HttpResponse slowed(Opened opened, Cadence cadence) {
    Html now = look.speech().say("slowed.now", "cadence", say(cadence));
    return page(200, "slowed.title", Html.of("<p>%s</p>", now), topic(opened));
  }

  private Html less(List<Cadence> slower) {
    if (slower.isEmpty()) {
      return Html.NONE;
    }
    List<Html> options = slower.stream().map(cadence -> option(cadence, slower)).toList();
    Html pick =
        Html.of(
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
            say("less.cadence"), Html.lines(options), say("less.button"));
    return Html.lines(Html.of("<h2>%s</h2>", say("less.title")), form(pick));
  }

  /** Who came to leave is offered to hear once a week at most, rather than every day. */
  private Html option(Cadence cadence, List<Cadence> slower) {
    boolean offered = cadence == Cadence.WEEKLY && cadence != slower.getFirst();
    return Html.of(
        "<option value=\"%s\"%s>%s</option>",
        Html.text(Names.of(cadence)),
        offered ? Html.of(" selected") : Html.NONE,
        look.speech().sayFirst(key(cadence)));
  }

  /** The form posts to the page's own address; a language that was asked for stays. */
  private Html form(Html content) {
    Html action = look.asked() ? Html.of(" action=\"%s\"", Html.text(look.query())) : Html.NONE;
    return Html.of("<form method=\"post\"%s>\n%s\n</form>", action, content);
  }

  private HttpResponse page(int status, String title, Html... content) {
    Html main =
        Html.lines(
            Html.of("<h1>%s</h1>", say(title)),
            Html.of("<div class=\"card\">\n%s\n</div>", Html.lines(content)),
            Html.of("<p class=\"soft\">%s</p>", say("stays")));
    return look.page(status, say(title), main);
  }

  private Html topic(Opened opened) {
    return Html.of("<p class=\"topic\">%s</p>", look.name(opened.topic(), opened.described()));
  }

  private Html paragraph(String key) {
    return Html.of("<p>%s</p>", say(key));
  }

  private Html say(Cadence cadence) {
    return say(key(cadence));
  }

  private static String key(Cadence cadence) {
    return "cadence." + Names.of(cadence);
  }

  private Html say(String key) {
    return new Speech(look.language()).say(key);
  }
}
