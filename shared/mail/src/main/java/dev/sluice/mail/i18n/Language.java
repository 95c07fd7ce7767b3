package dev.sluice.mail.i18n;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A language of the pages and footers: its texts, as plain text.
 *
 * <p>Names in braces are placeholders. No word in a text has to agree with a number, because plural
 * rules differ too much between languages.
 */
public final class Language {

  private static final String NAME = "language.name";
  private static final String DIRECTION = "language.direction";

  private final Locale locale;
  private final Map<String, String> messages;

  /** Creates a language with its texts by key. */
  Language(Locale locale, Map<String, String> messages) {
    this.locale = locale;
    this.messages = Map.copyOf(messages);
  }

  /** Returns the language's tag (RFC 5646), such as {@code zh-Hans}. */
  public String tag() {
    return locale.toLanguageTag();
  }

  /** Returns the locale of dates and numbers. */
  public Locale locale() {
    return locale;
  }

  /** Returns the language's own name. */
  public String name() {
    return message(NAME);
  }

  /** Returns the direction, as in HTML's {@code dir}: {@code ltr} or {@code rtl}. */
  public String direction() {
    return message(DIRECTION);
  }

  /**
   * Returns a text, with its placeholders.
   *
   * @throws IllegalArgumentException if there is no such text
   */
  public String message(String key) {
    return Optional.ofNullable(messages.get(key))
        .orElseThrow(() -> new IllegalArgumentException(tag() + " has no text '" + key + "'"));
  }

  /** Returns the keys of all texts. */
  public Set<String> keys() {
    return messages.keySet();
  }

  @Override
  public String toString() {
    return tag();
  }
}
