package dev.sluice.preferences.center;

import static dev.sluice.preferences.center.PreferenceForm.button;
import static dev.sluice.preferences.page.Html.card;
import static dev.sluice.preferences.page.Html.hiddenField;
import static dev.sluice.preferences.page.Html.row;

import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.Topic;
import dev.sluice.json.EnumNames;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.PageTheme;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The choices of the preference center: a card for each topic, and before and after them the cards
 * that concern all topics at once.
 */
record TopicCards(PageTheme theme, PreferenceCenter center) {

  Html html() {
    return Html.lines(currentRestrictions(), topics(), restrictionForms());
  }

  /** Returns what stops all mail at present and how to end it. */
  private Html currentRestrictions() {
    return Html.lines(
        center
            .suppression()
            .map(suppression ->
                card(theme.paragraph("suppressed." + EnumNames.jsonName(suppression.cause()))))
            .orElse(Html.EMPTY),
        center
            .unsubscribedFromAllSince()
            .map(since ->
                card(
                    dated("all.left", since),
                    row(button(theme, PreferenceForm.RESUBSCRIBE, "all.back", ""))))
            .orElse(Html.EMPTY),
        effectivePause()
            .map(until ->
                card(
                    dated("pause.until", until),
                    row(button(theme, PreferenceForm.RESUME, "pause.resume", ""))))
            .orElse(Html.EMPTY));
  }

  /** Returns the forms that pause all mail or unsubscribe from everything. */
  private Html restrictionForms() {
    return center.unsubscribedFromAllSince().isPresent()
        ? Html.EMPTY
        : Html.lines(
            effectivePause().isPresent() ? Html.EMPTY : pauseForm(),
            theme.heading("all.title"),
            card(
                theme.paragraph("all.note"),
                row(button(theme, PreferenceForm.UNSUBSCRIBE_ALL, "all.button", "quiet"))));
  }

  /** A pause has no effect on a subscriber who unsubscribed from everything. */
  private Optional<Instant> effectivePause() {
    return center.pausedUntil().filter(_ -> center.unsubscribedFromAllSince().isEmpty());
  }

  private Html pauseForm() {
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
            hiddenField(PreferenceForm.ACTION, PreferenceForm.PAUSE),
            theme.message("pause.legend"),
            Html.lines(PreferenceForm.PAUSE_DAYS.stream().map(this::pauseButton).toList()));
    return Html.lines(
        theme.heading("pause.title"), card(theme.paragraph("pause.note"), theme.form(choice)));
  }

  /** A button's name includes the legend, because '30 days' alone does not say what it does. */
  private Html pauseButton(int days) {
    return Html.format(
        "<button class=\"quiet\" name=\"%s\" value=\"%s\"><span class=\"vh\">%s </span>%s</button>",
        Html.text(PreferenceForm.DAYS),
        Html.text(Integer.toString(days)),
        theme.message("pause.legend"),
        theme.message("pause." + days));
  }

  private Html dated(String key, Instant instant) {
    Html date = theme.localizedFormats(center.zone()).date(instant);
    return Html.format("<p><strong>%s</strong></p>", theme.message(key, "date", date));
  }

  private Html topics() {
    List<Html> cards = center.topics().stream().map(this::topicCard).toList();
    return Html.lines(
        Html.format("<h2 id=\"topics\">%s</h2>", theme.message("topics.title")),
        center.unsubscribedFromAllSince().isPresent() ? theme.note("topics.rest") : Html.EMPTY,
        cards.isEmpty()
            ? theme.note("topics.none")
            : Html.format("<ul class=\"cards\">\n%s\n</ul>", Html.lines(cards)));
  }

  private Html topicCard(Topic topic) {
    TopicChoice choice = center.consents().choiceFor(topic);
    boolean subscribed = choice.subscription() == Subscription.SUBSCRIBED;
    return Html.format(
        """
        <li class="card">
        <div class="head">
        <h3 id="%s">%s</h3>
        <p class="state">%s</p>
        </div>
        <p>%s</p>
        %s
        </li>\
        """,
        id("topic", topic),
        name(topic),
        state(choice, subscribed),
        theme.topicDescription(topic),
        center.unsubscribedFromAllSince().isPresent()
            ? Html.EMPTY
            : topicForms(topic, choice, subscribed));
  }

  private Html state(TopicChoice choice, boolean subscribed) {
    if (!subscribed) {
      return marked("–", theme.message("topic.off"));
    }
    Html cadence = theme.cadence(choice.cadence());
    return center.receivesNothing()
        ? marked("–", theme.message("topic.rests", "cadence", cadence))
        : marked("✓", theme.message("topic.on", "cadence", cadence));
  }

  private static Html marked(String mark, Html state) {
    return Html.format("<span aria-hidden=\"true\">%s</span> %s", Html.text(mark), state);
  }

  private Html topicForms(Topic topic, TopicChoice choice, boolean subscribed) {
    return row(
        cadenceForm(topic, choice, subscribed ? "topic.save" : "topic.join"),
        subscribed ? unsubscribeForm(topic) : Html.EMPTY);
  }

  private Html cadenceForm(Topic topic, TopicChoice choice, String key) {
    return theme.form(
        Html.format(
            """
            %s
            %s
            <div class="pick">
            <div>
            <label for="%s">%s<span class="vh">: %s</span></label>
            <select id="%s" name="%s">
            %s
            </select>
            </div>
            %s
            </div>\
            """,
            hiddenField(PreferenceForm.ACTION, PreferenceForm.CHOOSE),
            hiddenField(PreferenceForm.TOPIC, topic.id().value()),
            id("cadence", topic),
            theme.message("topic.cadence"),
            name(topic),
            id("cadence", topic),
            Html.text(PreferenceForm.CADENCE),
            cadenceOptions(choice.cadence()),
            topicButton(topic, key, "")));
  }

  private Html cadenceOptions(Cadence chosen) {
    return Html.lines(
        Arrays.stream(Cadence.values())
            .map(cadence -> theme.cadenceOption(cadence, cadence == chosen))
            .toList());
  }

  private Html unsubscribeForm(Topic topic) {
    return theme.form(
        Html.lines(
            hiddenField(PreferenceForm.ACTION, PreferenceForm.UNSUBSCRIBE),
            hiddenField(PreferenceForm.TOPIC, topic.id().value()),
            topicButton(topic, "topic.leave", "quiet")));
  }

  /** A button's name includes its topic, because the page has many of the same (WCAG 2.4.6). */
  private Html topicButton(Topic topic, String key, String style) {
    return Html.format(
        "<button class=\"%s\">%s<span class=\"vh\">: %s</span></button>",
        Html.text(style), theme.message(key), name(topic));
  }

  private Html name(Topic topic) {
    return theme.topicName(topic.id(), Optional.of(topic));
  }

  private static Html id(String what, Topic topic) {
    return Html.text(what + "-" + topic.id());
  }
}
