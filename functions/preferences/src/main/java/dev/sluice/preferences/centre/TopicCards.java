package dev.sluice.preferences.centre;

import dev.sluice.aws.json.Names;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.Look;
import dev.sluice.preferences.page.Speech;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import java.util.Arrays;
import java.util.List;

/** The topics, a card each: what to expect, whether one gets it, and how often. */
record TopicCards(Look look, Centre centre) {

  Html html() {
    Speech speech = look.speech();
    List<Html> cards = centre.topics().stream().map(this::card).toList();
    return Html.lines(
        Html.of("<h2 id=\"topics\">%s</h2>", speech.say("topics.title")),
        centre.leftAll().isPresent() ? note("topics.rest") : Html.NONE,
        cards.isEmpty()
            ? note("topics.none")
            : Html.of("<ul class=\"cards\">\n%s\n</ul>", Html.lines(cards)));
  }

  private Html card(Topic topic) {
    TopicChoice choice = centre.consents().choice(topic);
    boolean gets = choice.subscription() == Subscription.SUBSCRIBED;
    return Html.of(
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
        look.description(topic),
        centre.leftAll().isPresent() ? Html.NONE : forms(topic, choice, gets));
  }

  private Html state(TopicChoice choice, boolean gets) {
    Speech speech = look.speech();
    Html cadence = speech.say(cadenceKey(choice.cadence()));
    boolean rests = centre.rests();
    return gets
        ? marked(
            rests ? "–" : "✓", speech.say(rests ? "topic.rests" : "topic.on", "cadence", cadence))
        : marked("–", speech.say("topic.off"));
  }

  private static Html marked(String mark, Html state) {
    return Html.of("<span aria-hidden=\"true\">%s</span> %s", Html.text(mark), state);
  }

  private Html forms(Topic topic, TopicChoice choice, boolean gets) {
    Html pick = pick(topic, choice, gets ? "topic.save" : "topic.join");
    return Html.of("<div class=\"row\">\n%s\n%s\n</div>", pick, gets ? leave(topic) : Html.NONE);
  }

  private Html pick(Topic topic, TopicChoice choice, String key) {
    return new Forms(look)
        .form(
            Html.of(
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
                Wishes.hidden(Wishes.DO, Wishes.CHOOSE),
                Wishes.hidden(Wishes.TOPIC, topic.id().value()),
                id("cadence", topic),
                look.speech().say("topic.cadence"),
                name(topic),
                id("cadence", topic),
                Html.text(Wishes.CADENCE),
                options(choice.cadence()),
                button(topic, key, "")));
  }

  private Html leave(Topic topic) {
    return new Forms(look)
        .form(
            Html.lines(
                Wishes.hidden(Wishes.DO, Wishes.LEAVE),
                Wishes.hidden(Wishes.TOPIC, topic.id().value()),
                button(topic, "topic.leave", "quiet")));
  }

  /** The topic belongs to what a button is called, as one page has many of the same (2.4.6). */
  private Html button(Topic topic, String key, String style) {
    return Html.of(
        "<button class=\"%s\">%s<span class=\"vh\">: %s</span></button>",
        Html.text(style), look.speech().say(key), name(topic));
  }

  private Html options(Cadence chosen) {
    return Html.lines(
        Arrays.stream(Cadence.values())
            .map(cadence ->
                Html.of(
                    "<option value=\"%s\"%s>%s</option>",
                    Html.text(Names.of(cadence)),
                    cadence == chosen ? Html.of(" selected") : Html.NONE,
                    look.speech().sayFirst(cadenceKey(cadence))))
            .toList());
  }

  private Html name(Topic topic) {
    return look.name(topic.id(), centre.topic(topic.id()));
  }

  private Html note(String key) {
    return Html.of("<p class=\"soft\">%s</p>", look.speech().say(key));
  }

  static String cadenceKey(Cadence cadence) {
    return "cadence." + Names.of(cadence);
  }

  private static Html id(String what, Topic topic) {
    return Html.text(what + "-" + topic.id());
  }
}
