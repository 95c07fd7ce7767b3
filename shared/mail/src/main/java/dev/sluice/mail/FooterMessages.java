package dev.sluice.mail;

import dev.sluice.mail.i18n.Language;

/**
 * The words of the footer that a message gets if its template leaves out what must be there.
 *
 * @param unsubscribe words of the link that leaves the topic; {@code {topic}} is the topic's name
 * @param preferences words of the link to the preference centre
 */
record FooterMessages(String unsubscribe, String preferences) {

  /** Returns the words in a language. */
  static FooterMessages forLanguage(Language language) {
    return new FooterMessages(
        language.message("footer.unsubscribe"), language.message("footer.preferences"));
  }

  String unsubscribeFrom(String topic) {
    return unsubscribe.replace("{topic}", topic);
  }
}
