package dev.sluice.preferences.centre;

import dev.sluice.preferences.page.Dates;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.Look;
import dev.sluice.scheduling.delivery.CampaignNames.Named;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.SendKey;
import java.util.List;
import java.util.Map;

/** Lists of messages: what each is called, and what there is to say about it. */
record Entries(Look look, Centre centre) {

  Html section(String title, Html content) {
    return Html.of("<h2>%s</h2>\n<div class=\"card\">\n%s\n</div>", say(title), content);
  }

  static Html list(List<Html> entries) {
    return Html.of("<ul class=\"list\">\n%s\n</ul>", Html.lines(entries));
  }

  static Html entry(Html name, Html... details) {
    return Html.of("<li>\n<p class=\"name\">%s</p>\n%s\n</li>", name, Html.lines(details));
  }

  static Html detail(Html text) {
    return Html.of("<p class=\"soft\">%s</p>", text);
  }

  Html note(String key) {
    return detail(say(key));
  }

  /** A campaign that is not known any more is called by its topic. */
  Html name(SendKey key, TopicId topic) {
    return centre
        .named(key)
        .map(Named::name)
        .map(Html::foreign)
        .map(name -> Html.of("%s\u00a0· <span class=\"of\">%s</span>", name, topic(topic)))
        .orElseGet(() -> topic(topic));
  }

  Html topic(TopicId id) {
    return look.name(id, centre.topic(id));
  }

  Html say(String key) {
    return look.speech().say(key);
  }

  Html say(String key, String name, Html value) {
    return look.speech().say(key, name, value);
  }

  Html say(String key, Map<String, Html> values) {
    return look.speech().say(key, values);
  }

  Dates dates() {
    return look.dates(centre.zone());
  }
}
