package dev.sluice.preferences.center;

import dev.sluice.json.EnumNames;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.Messages;
import dev.sluice.preferences.page.PageTheme;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What concerns all topics at once: a suppressed address, a pause, leaving everything. */
record AllTopicsCards(PageTheme theme, PreferenceCenter center) {

  /** Returns what holds just now and how to end it, to be read before the topics. */
  Html inForce() {
    return Html.lines(
        center
            .suppression()
            .map(suppression -> paragraph("suppressed." + EnumNames.jsonName(suppression.cause())))
            .map(AllTopicsCards::card)
            .orElse(Html.EMPTY),
        center.unsubscribedFromAllSince().map(this::unsubscribedCard).orElse(Html.EMPTY),
        paused().map(this::pauseCard).orElse(Html.EMPTY));
  }

  /** Returns how to rest or to leave, to be read after the topics. */
  Html offered() {
    return center.unsubscribedFromAllSince().isPresent()
        ? Html.EMPTY
        : Html.lines(paused().isPresent() ? Html.EMPTY : pauseForm(), unsubscribeAllForm());
  }

  /** Who left everything has nothing to pause. */
  private Optional<Instant> paused() {
    return center.pausedUntil().filter(_ -> center.unsubscribedFromAllSince().isEmpty());
  }

  private Html unsubscribedCard(Instant since) {
    return card(
        Html.lines(
            dated("all.left", since),
            row(forms().button(PreferenceForm.RESUBSCRIBE, "all.back", ""))));
  }

  private Html pauseCard(Instant until) {
    return card(
        Html.lines(
            dated("pause.until", until),
            row(forms().button(PreferenceForm.RESUME, "pause.resume", ""))));
  }

  private Html pauseForm() {
    List<Html> buttons = PreferenceForm.PAUSE_DAYS.stream().map(this::button).toList();
    Html choice =
        Html.format(
            """
            %s
            <fieldset>
            <legend>%s</legend>
            <div class="pick">
            %s
            </div>
            </fieldset>\
            """,
            PreferenceForm.hiddenField(PreferenceForm.ACTION, PreferenceForm.PAUSE),
            message("pause.legend"),
            Html.lines(buttons));
    return Html.lines(
        heading("pause.title"), card(Html.lines(paragraph("pause.note"), forms().form(choice))));
  }

  /** What the group is called belongs to each button's name: '30 days' alone says nothing. */
  private Html button(int days) {
    return Html.format(
        "<button class=\"quiet\" name=\"%s\" value=\"%s\"><span class=\"vh\">%s </span>%s</button>",
        Html.text(PreferenceForm.DAYS),
        Html.text(Integer.toString(days)),
        message("pause.legend"),
        message("pause." + days));
  }

  private Html unsubscribeAllForm() {
    return Html.lines(
        heading("all.title"),
        card(
            Html.lines(
                paragraph("all.note"),
                row(forms().button(PreferenceForm.UNSUBSCRIBE_ALL, "all.button", "quiet")))));
  }

  private Html dated(String key, Instant instant) {
    Html date = theme.localizedFormats(center.zone()).date(instant);
    return Html.format("<p><strong>%s</strong></p>", theme.messages().get(key, "date", date));
  }

  private Html heading(String key) {
    return Html.format("<h2>%s</h2>", message(key));
  }

  private Html paragraph(String key) {
    return Html.format("<p>%s</p>", message(key));
  }

  private Html message(String key) {
    return new Messages(theme.language()).get(key);
  }

  private HtmlForms forms() {
    return new HtmlForms(theme);
  }

  private static Html row(Html form) {
    return Html.format("<div class=\"row\">\n%s\n</div>", form);
  }

  private static Html card(Html content) {
    return Html.format("<div class=\"card\">\n%s\n</div>", content);
  }
}
