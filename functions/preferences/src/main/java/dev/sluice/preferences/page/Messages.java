package dev.sluice.preferences.page;

import dev.sluice.mail.i18n.Language;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A language as pages speak it: its texts as HTML, names in braces filled in. */
public record Messages(Language language) {

  private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");

  /** Returns a text. */
  public Html get(String key) {
    return Html.text(language.message(key));
  }

  /** Returns a text with one name filled in. */
  public Html get(String key, String name, Html value) {
    return get(key, Map.of(name, value));
  }

  /** Returns a text with names filled in; what is filled in is not looked through for names. */
  public Html get(String key, Map<String, Html> values) {
    return new Html(
        NAME.matcher(get(key).markup())
            .replaceAll(name -> Matcher.quoteReplacement(valueOf(name.group(1), values))));
  }

  private static String valueOf(String name, Map<String, Html> values) {
    return Optional.ofNullable(values.get(name))
        .map(Html::markup)
        .orElseThrow(() -> new IllegalArgumentException("nothing was given for {" + name + "}"));
  }

  /** Returns a text with its first letter large, where the script has such letters. */
  public Html getCapitalized(String key) {
    String text = language.message(key);
    int end = text.offsetByCodePoints(0, 1);
    return Html.text(text.substring(0, end).toUpperCase(language.locale()) + text.substring(end));
  }
}
