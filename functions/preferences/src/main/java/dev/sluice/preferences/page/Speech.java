package dev.sluice.preferences.page;

import dev.sluice.mail.words.Language;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A language as pages speak it: its texts as HTML, names in braces filled in. */
public record Speech(Language language) {

  private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");

  /** Returns a text. */
  public Html say(String key) {
    return Html.text(language.say(key));
  }

  /** Returns a text with one name filled in. */
  public Html say(String key, String name, Html value) {
    return say(key, Map.of(name, value));
  }

  /** Returns a text with names filled in; what is filled in is not looked through for names. */
  public Html say(String key, Map<String, Html> values) {
    return new Html(
        NAME.matcher(say(key).markup())
            .replaceAll(name -> Matcher.quoteReplacement(filled(name.group(1), values))));
  }

  private static String filled(String name, Map<String, Html> values) {
    return Optional.ofNullable(values.get(name))
        .map(Html::markup)
        .orElseThrow(() -> new IllegalArgumentException("nothing was given for {" + name + "}"));
  }

  /** Returns a text with its first letter large, where the script has such letters. */
  public Html sayFirst(String key) {
    String text = language.say(key);
    int end = text.offsetByCodePoints(0, 1);
    return Html.text(text.substring(0, end).toUpperCase(language.locale()) + text.substring(end));
  }
}
