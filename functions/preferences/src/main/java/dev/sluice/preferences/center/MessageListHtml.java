package dev.sluice.preferences.center;

import dev.sluice.core.policy.TopicId;
import dev.sluice.core.state.CampaignNameResolver.NamedCampaign;
import dev.sluice.core.state.SendKey;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.LocalizedFormats;
import dev.sluice.preferences.page.PageTheme;
import java.util.List;
import java.util.Map;

/** Lists of messages: what each is called, and what there is to say about it. */
record MessageListHtml(PageTheme theme, PreferenceCenter center) {

  Html section(String title, Html content) {
    return Html.format("<h2>%s</h2>\n<div class=\"card\">\n%s\n</div>", message(title), content);
  }

  static Html list(List<Html> entries) {
    return Html.format("<ul class=\"list\">\n%s\n</ul>", Html.lines(entries));
  }

  static Html entry(Html name, Html... details) {
    return Html.format("<li>\n<p class=\"name\">%s</p>\n%s\n</li>", name, Html.lines(details));
  }

  static Html detail(Html text) {
    return Html.format("<p class=\"soft\">%s</p>", text);
  }

  Html note(String key) {
    return detail(message(key));
  }

  /** A campaign that is not known any more is called by its topic. */
  Html name(SendKey key, TopicId topic) {
    return center
        .campaignName(key)
        .map(NamedCampaign::name)
        .map(Html::isolated)
        .map(name -> Html.format("%s\u00a0· <span class=\"of\">%s</span>", name, topic(topic)))
        .orElseGet(() -> topic(topic));
  }

  Html topic(TopicId id) {
    return theme.topicName(id, center.topic(id));
  }

  Html message(String key) {
    return theme.messages().get(key);
  }

  Html message(String key, String name, Html value) {
    return theme.messages().get(key, name, value);
  }

  Html message(String key, Map<String, Html> values) {
    return theme.messages().get(key, values);
  }

  LocalizedFormats formats() {
    return theme.localizedFormats(center.zone());
  }
}
