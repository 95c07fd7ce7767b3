package dev.sluice.mail.i18n;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A language that subscribers read: its words for pages and footers, as plain text.
 *
 * <p>Texts hold names in braces, which are filled in. They are written so that no word has to agree
 * with a number, as languages differ in that more than any format can follow.
 */
public final class Language {

  private static final String NAME = "language.name";
  private static final String DIRECTION = "language.direction";

  private final Locale locale;
  private final Map<String, String> messages;

  /** Creates a language with its texts by key. */
  Language(Locale locale, Map<String, String> words) {
    this.locale = locale;
    this.messages = Map.copyOf(words);
  }

  /** Returns the language's tag (RFC 5646), such as {@code zh-Hans}. */
  public String tag() {
    return locale.toLanguageTag();
  }

  /** Returns the locale in which dates and numbers are written. */
  public Locale locale() {
    return locale;
  }

  /** Returns what the language calls itself. */
  public String name() {
    return message(NAME);
  }

  /** Returns which way it runs, as HTML's {@code dir} has it: {@code ltr} or {@code rtl}. */
  public String direction() {
    return message(DIRECTION);
  }

  /**
   * Returns a text as it stands in the language's file.
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
