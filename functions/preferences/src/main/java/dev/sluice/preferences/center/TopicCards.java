package dev.sluice.preferences.center;

import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.Topic;
import dev.sluice.json.EnumNames;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.Messages;
import dev.sluice.preferences.page.PageTheme;
import java.util.Arrays;
import java.util.List;

/** The topics, a card each: what to expect, whether one gets it, and how often. */
record TopicCards(PageTheme theme, PreferenceCenter center) {

  Html html() {
    Messages speech = theme.messages();
    List<Html> cards = center.topics().stream().map(this::card).toList();
    return Html.lines(
        Html.format("<h2 id=\"topics\">%s</h2>", speech.get("topics.title")),
        center.unsubscribedFromAllSince().isPresent() ? note("topics.rest") : Html.EMPTY,
        cards.isEmpty()
            ? note("topics.none")
            : Html.format("<ul class=\"cards\">\n%s\n</ul>", Html.lines(cards)));
  }

  private Html card(Topic topic) {
    TopicChoice choice = center.consents().choiceFor(topic);
    boolean gets = choice.subscription() == Subscription.SUBSCRIBED;
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
        state(choice, gets),
        theme.topicDescription(topic),
        center.unsubscribedFromAllSince().isPresent() ? Html.EMPTY : forms(topic, choice, gets));
  }

  private Html state(TopicChoice choice, boolean gets) {
    Messages speech = theme.messages();
    Html cadence = speech.get(cadenceKey(choice.cadence()));
    boolean rests = center.receivesNothing();
    return gets
        ? marked(
            rests ? "–" : "✓", speech.get(rests ? "topic.rests" : "topic.on", "cadence", cadence))
        : marked("–", speech.get("topic.off"));
  }

  private static Html marked(String mark, Html state) {
    return Html.format("<span aria-hidden=\"true\">%s</span> %s", Html.text(mark), state);
  }

  private Html forms(Topic topic, TopicChoice choice, boolean gets) {
    Html pick = cadenceForm(topic, choice, gets ? "topic.save" : "topic.join");
    return Html.format(
        "<div class=\"row\">\n%s\n%s\n</div>", pick, gets ? unsubscribeForm(topic) : Html.EMPTY);
  }

  private Html cadenceForm(Topic topic, TopicChoice choice, String key) {
    return new HtmlForms(theme)
        .form(
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
                PreferenceForm.hiddenField(PreferenceForm.ACTION, PreferenceForm.CHOOSE),
                PreferenceForm.hiddenField(PreferenceForm.TOPIC, topic.id().value()),
                id("cadence", topic),
                theme.messages().get("topic.cadence"),
                name(topic),
                id("cadence", topic),
                Html.text(PreferenceForm.CADENCE),
                options(choice.cadence()),
                button(topic, key, "")));
  }

  private Html unsubscribeForm(Topic topic) {
    return new HtmlForms(theme)
        .form(
            Html.lines(
                PreferenceForm.hiddenField(PreferenceForm.ACTION, PreferenceForm.UNSUBSCRIBE),
                PreferenceForm.hiddenField(PreferenceForm.TOPIC, topic.id().value()),
                button(topic, "topic.leave", "quiet")));
  }

  /** The topic belongs to what a button is called, as one page has many of the same (2.4.6). */
  private Html button(Topic topic, String key, String style) {
    return Html.format(
        "<button class=\"%s\">%s<span class=\"vh\">: %s</span></button>",
        Html.text(style), theme.messages().get(key), name(topic));
  }

  private Html options(Cadence chosen) {
    return Html.lines(
        Arrays.stream(Cadence.values())
            .map(cadence ->
                Html.format(
                    "<option value=\"%s\"%s>%s</option>",
                    Html.text(EnumNames.jsonName(cadence)),
                    cadence == chosen ? Html.format(" selected") : Html.EMPTY,
                    theme.messages().getCapitalized(cadenceKey(cadence))))
            .toList());
  }

  private Html name(Topic topic) {
    return theme.topicName(topic.id(), center.topic(topic.id()));
  }

  private Html note(String key) {
    return Html.format("<p class=\"soft\">%s</p>", theme.messages().get(key));
  }

  static String cadenceKey(Cadence cadence) {
    return "cadence." + EnumNames.jsonName(cadence);
  }

  private static Html id(String what, Topic topic) {
    return Html.text(what + "-" + topic.id());
  }
}
