package dev.sluice.preferences.page;

import dev.sluice.mail.words.Language;
import java.util.Map;
import java.util.Map.Entry;

/** A language as pages speak it: its texts as HTML, names in braces filled in. */
public record Speech(Language language) {

  /** Returns a text. */
  public Html say(String key) {
    return Html.text(language.say(key));
  }

  /** Returns a text with one name filled in. */
  public Html say(String key, String name, Html value) {
    return say(key, Map.of(name, value));
  }

  /** Returns a text with names filled in. */
  public Html say(String key, Map<String, Html> values) {
    String text = say(key).markup();
    for (Entry<String, Html> value : values.entrySet()) {
      text = text.replace("{" + value.getKey() + "}", value.getValue().markup());
    }
    return new Html(text);
  }

  /** Returns a text with its first letter large, where the script has such letters. */
  public Html sayFirst(String key) {
    String text = language.say(key);
    int end = text.offsetByCodePoints(0, 1);
    return Html.text(text.substring(0, end).toUpperCase(language.locale()) + text.substring(end));
  }
}
