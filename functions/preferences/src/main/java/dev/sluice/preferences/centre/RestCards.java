package dev.sluice.preferences.centre;

import dev.sluice.aws.json.Names;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.Look;
import dev.sluice.preferences.page.Speech;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What concerns all topics at once: a suppressed address, a pause, leaving everything. */
record RestCards(Look look, Centre centre) {

  /** Returns what holds just now and how to end it, to be read before the topics. */
  Html inForce() {
    return Html.lines(
        centre
            .suppression()
            .map(suppression -> paragraph("suppressed." + Names.of(suppression.cause())))
            .map(RestCards::card)
            .orElse(Html.NONE),
        centre.leftAll().map(this::left).orElse(Html.NONE),
        paused().map(this::rests).orElse(Html.NONE));
  }

  /** Returns how to rest or to leave, to be read after the topics. */
  Html offered() {
    return centre.leftAll().isPresent()
        ? Html.NONE
        : Html.lines(paused().isPresent() ? Html.NONE : pause(), leaveAll());
  }

  /** Who left everything has nothing to pause. */
  private Optional<Instant> paused() {
    return centre.pausedUntil().filter(_ -> centre.leftAll().isEmpty());
  }

  private Html left(Instant since) {
    return card(
        Html.lines(dated("all.left", since), row(forms().button(Wishes.RETURN, "all.back", ""))));
  }

  private Html rests(Instant until) {
    return card(
        Html.lines(
            dated("pause.until", until), row(forms().button(Wishes.RESUME, "pause.resume", ""))));
  }

  private Html pause() {
    List<Html> buttons = Wishes.PAUSES.stream().map(this::button).toList();
    Html choice =
        Html.of(
            """
            %s
            <fieldset>
            <legend>%s</legend>
            <div class="pick">
            %s
            </div>
            </fieldset>\
            """,
            Wishes.hidden(Wishes.DO, Wishes.PAUSE), say("pause.legend"), Html.lines(buttons));
    return Html.lines(
        heading("pause.title"), card(Html.lines(paragraph("pause.note"), forms().form(choice))));
  }

  /** What the group is called belongs to each button's name: '30 days' alone says nothing. */
  private Html button(int days) {
    return Html.of(
        "<button class=\"quiet\" name=\"%s\" value=\"%s\"><span class=\"vh\">%s </span>%s</button>",
        Html.text(Wishes.DAYS),
        Html.text(Integer.toString(days)),
        say("pause.legend"),
        say("pause." + days));
  }

  private Html leaveAll() {
    return Html.lines(
        heading("all.title"),
        card(
            Html.lines(
                paragraph("all.note"),
                row(forms().button(Wishes.LEAVE_ALL, "all.button", "quiet")))));
  }

  private Html dated(String key, Instant instant) {
    Html date = look.dates(centre.zone()).date(instant);
    return Html.of("<p><strong>%s</strong></p>", look.speech().say(key, "date", date));
  }

  private Html heading(String key) {
    return Html.of("<h2>%s</h2>", say(key));
  }

  private Html paragraph(String key) {
    return Html.of("<p>%s</p>", say(key));
  }

  private Html say(String key) {
    return new Speech(look.language()).say(key);
  }

  private Forms forms() {
    return new Forms(look);
  }

  private static Html row(Html form) {
    return Html.of("<div class=\"row\">\n%s\n</div>", form);
  }

  private static Html card(Html content) {
    return Html.of("<div class=\"card\">\n%s\n</div>", content);
  }
}
